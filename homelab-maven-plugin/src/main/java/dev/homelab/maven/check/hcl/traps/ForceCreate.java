package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** Recycling the old machine, while it is to be destroyed afterwards. */
final class ForceCreate extends MachineTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/force-create",
          "The provider rebuilds the old machine in place and calls it the new one; then tofu destroys the old one, which is the same. The data is gone.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    return machine.isTrue("force_create") && Lifecycle.createsBeforeItDestroys(machine)
        ? at(
            machine,
            "force_create",
            "has force_create = true and create_before_destroy = true",
            "remove force_create, and let vmid be null")
        : Optional.empty();
  }
}
