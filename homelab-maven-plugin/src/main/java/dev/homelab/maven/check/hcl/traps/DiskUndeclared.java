package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.traps.Drives.Drive;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;

/** A clone without a disk. */
final class DiskUndeclared extends MachineTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/disk-undeclared",
          "A disk that is not declared is detached from the clone: it becomes unused0, and the machine has nothing to boot from.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    if (!machine.sets("clone") && !machine.sets("clone_id")) {
      return Optional.empty();
    }
    Optional<List<Drive>> drives = Drives.of(machine);
    return drives.isPresent() && !Drives.holds(drives.get(), "disk")
        ? lacks(
            machine,
            "clones a template and declares none of its disks",
            "add the template's disk: disks { scsi { scsi0 { disk { storage = ..., size = ... } } } }")
        : Optional.empty();
  }
}
