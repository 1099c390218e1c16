package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** Neither power_state nor its old name. */
final class PowerStateLeftOut extends MachineTrap {

  static final Rule RULE =
      Rule.warning(
          "hcl/power-state-left-out",
          "Every later plan shows 'vm_state -> null', and a plan that is never empty hides the changes that matter.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    return machine.sets("power_state") || machine.sets("vm_state")
        ? Optional.empty()
        : lacks(
            machine,
            "has no power_state, so no later plan is empty",
            "add: power_state = \"running\"");
  }
}
