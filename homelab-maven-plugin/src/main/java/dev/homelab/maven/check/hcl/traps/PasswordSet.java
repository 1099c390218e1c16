package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** A password for cloud-init's user. */
final class PasswordSet extends MachineTrap {

  static final Rule RULE =
      Rule.warning(
          "hcl/cipassword-set",
          "Proxmox salts the password anew each time it is sent, so that every update, however small, needs a reboot; and the password lies in the state in plain text.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    return machine.sets("cipassword")
        ? at(
            machine,
            "cipassword",
            "sets cipassword: every update will reboot it",
            "remove it, and log in with sshkeys")
        : Optional.empty();
  }
}
