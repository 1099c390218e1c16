package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** An id of its own, while the new machine is made beside the old one. */
final class FixedId extends MachineTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/vmid-is-fixed",
          "With create_before_destroy the old machine still holds the id while the new one is made, so every replacement fails with 'vmId already in use'.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    return machine.sets("vmid") && Lifecycle.createsBeforeItDestroys(machine)
        ? at(
            machine,
            "vmid",
            "has an id of its own and create_before_destroy = true",
            "write: vmid = null   (the next free id), or give up create_before_destroy")
        : Optional.empty();
  }
}
