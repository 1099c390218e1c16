package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** Nothing said about reboots. */
final class RebootLeftOut extends MachineTrap {

  static final Rule RULE =
      Rule.warning(
          "hcl/automatic-reboot-left-out",
          "A change of cores, memory or keys then restarts the machine without a word in the plan; and the provider had releases in which the switch worked the other way round.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    return machine.attribute("automatic_reboot").isPresent()
        ? Optional.empty()
        : lacks(
            machine,
            "does not say what happens when a change needs a reboot",
            "add: automatic_reboot = true   (restart at once), or false (the change stays pending)");
  }
}
