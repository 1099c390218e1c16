package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An I/O thread for a SCSI disk whose controller has none to give. */
final class IoThreadWithoutController implements Trap {

  static final Rule RULE =
      Rule.error(
          "hcl/io-thread-without-controller",
          "Only virtio-scsi-single has a thread for each disk: packer refuses the template, and Proxmox runs a machine without the thread that was asked for.");

  private static final String CONTROLLER = "virtio-scsi-single";

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  public List<Finding> look(Estate estate) {
    List<Finding> findings = new ArrayList<>();
    for (Element template : estate.templates()) {
      for (Element disk : template.blocks("disks")) {
        boolean scsi = disk.attribute("type").isEmpty() || disk.is("type", "scsi");
        if (scsi) {
          look(disk, "io_thread", template, "scsi_controller", findings);
        }
      }
    }
    for (Element machine : estate.virtualMachines()) {
      // A scsihw that is left out is a trap of its own.
      if (machine.sets("scsihw")) {
        for (Drives.Drive drive : Drives.of(machine).orElse(List.of())) {
          if (drive.slot().startsWith("scsi")) {
            look(drive.block(), "iothread", machine, "scsihw", findings);
          }
        }
      }
    }
    return findings;
  }

  private static void look(
      Element disk, String thread, Element owner, String controller, List<Finding> findings) {
    Optional<String> found =
        owner.sets(controller) ? owner.text(controller) : Optional.of("the default, lsi");
    if (disk.isTrue(thread) && found.isPresent() && !found.get().equals(CONTROLLER)) {
      findings.add(
          RULE.at(
              disk.where(thread),
              owner.name()
                  + " has "
                  + thread
                  + " = true, but its controller is "
                  + found.get()
                  + " ("
                  + owner.where(controller)
                  + ")",
              "write: " + controller + " = \"" + CONTROLLER + "\", or remove " + thread));
    }
  }
}
