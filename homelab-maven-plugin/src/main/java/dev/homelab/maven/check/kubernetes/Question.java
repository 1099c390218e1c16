package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.function.Consumer;

/** One thing to ask of the manifests. */
interface Question {

  /** The rules whose breach it may tell. */
  List<Rule> rules();

  /** Looks, and tells each breach. */
  void ask(Manifests manifests, Consumer<Finding> tell);
}
