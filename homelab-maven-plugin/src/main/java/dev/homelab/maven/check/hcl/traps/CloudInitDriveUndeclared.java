package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.traps.Drives.Drive;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;

/** Settings for cloud-init, and no drive that would carry them into the machine. */
final class CloudInitDriveUndeclared extends MachineTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/cloud-init-drive-undeclared",
          "A drive that is not declared is removed from the clone: the machine gets no address, no user and no key, and tofu waits for the agent until it gives up.");

  private static final List<String> SETTINGS =
      List.of("ciuser", "sshkeys", "ipconfig0", "cicustom", "nameserver", "searchdomain");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    Optional<List<Drive>> drives = Drives.of(machine);
    if (drives.isEmpty() || Drives.holds(drives.get(), "cloudinit")) {
      return Optional.empty();
    }
    for (String setting : SETTINGS) {
      if (machine.sets(setting)) {
        return at(
            machine,
            setting,
            "sets " + setting + ", and declares no cloud-init drive to carry it",
            "add to disks, in the slot that the template has it in: scsi { scsi1 { cloudinit { storage = ... } } }");
      }
    }
    return Optional.empty();
  }
}
