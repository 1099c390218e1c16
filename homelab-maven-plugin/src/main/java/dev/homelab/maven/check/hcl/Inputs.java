package dev.homelab.maven.check.hcl;

import dev.homelab.maven.check.hcl.Configuration.Placed;
import java.util.Optional;

/** What gives the variables of a configuration their values. */
interface Inputs {

  /** Where the value of a declared variable comes from; empty when nobody gives one. */
  Optional<Origin> of(String name, Placed declaration);
}
