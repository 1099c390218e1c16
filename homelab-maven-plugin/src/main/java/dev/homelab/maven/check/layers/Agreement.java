package dev.homelab.maven.check.layers;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;

/** Something that two layers say, each in its own file. */
interface Agreement {

  /** What it means when they say different things. */
  List<Rule> rules();

  /** Where they do. */
  List<Finding> judge(Layers layers);
}
