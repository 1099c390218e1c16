package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;

/** One accident, and how to see it coming. */
public interface Trap {

  /** What it is called, and what happens to whoever walks into it. */
  Rule rule();

  /** Everywhere it is set. */
  List<Finding> look(Estate estate);
}
