package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** No startup_shutdown block. */
final class StartupLeftOut extends MachineTrap {

  static final Rule RULE =
      Rule.warning(
          "hcl/startup-shutdown-left-out",
          "The provider reads Proxmox's defaults back as a block: left out, every later plan wants to remove it, and a plan that is never empty hides the changes that matter.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    return machine.blocks("startup_shutdown").isEmpty()
            && !machine.sets("startup")
            && !machine.hasDynamicBlocks()
        ? lacks(
            machine,
            "has no startup_shutdown block, so no later plan is empty",
            "add Proxmox's own defaults: startup_shutdown { order, shutdown_timeout and startup_delay, each = -1 }")
        : Optional.empty();
  }
}
