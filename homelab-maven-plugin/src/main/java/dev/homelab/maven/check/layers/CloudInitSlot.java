package dev.homelab.maven.check.layers;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.traps.Drives;
import dev.homelab.maven.check.hcl.traps.Drives.Drive;
import dev.homelab.maven.check.layers.Layers.Pair;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The cloud-init drive is where the template has it. */
final class CloudInitSlot implements Agreement {

  static final Rule RULE =
      Rule.warning(
          "layers/cloud-init-slot",
          "The provider deletes the drive in the template's slot and makes another: more calls, each of which can fail halfway, for the same machine.");

  /** More disks than any bus has slots. */
  private static final int SLOTS = 32;

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    List<Finding> findings = new ArrayList<>();
    for (Pair pair : layers.pairs()) {
      judge(pair.machine(), pair.template(), findings);
    }
    return findings;
  }

  private static void judge(Element machine, Element template, List<Finding> findings) {
    Optional<String> slot = slot(template);
    for (Drive drive : Drives.of(machine).orElse(List.of())) {
      if (drive.kind().equals("cloudinit")
          && slot.isPresent()
          && !slot.get().equals(drive.slot())) {
        findings.add(
            RULE.at(
                drive.block().where(),
                machine.name()
                    + " has its cloud-init drive on "
                    + drive.slot()
                    + ", but its template on "
                    + slot.get()
                    + " ("
                    + template.where("cloud_init_disk_type")
                    + ")",
                "move it to " + slot.get()));
      }
    }
  }

  /**
   * The first free slot of its bus while the installer's ISO is still there; that one goes last.
   */
  private static Optional<String> slot(Element template) {
    Optional<String> bus = typeOf(template, "cloud_init_disk_type", "ide");
    if (!template.isTrue("cloud_init") || bus.isEmpty() || template.hasDynamicBlocks()) {
      return Optional.empty();
    }
    Set<Integer> taken = new HashSet<>();
    for (Element disk : template.blocks("disks")) {
      Optional<String> type = typeOf(disk, "type", "scsi");
      if (type.isEmpty()) {
        return Optional.empty();
      }
      if (type.equals(bus)) {
        taken.add(taken.size());
      }
    }
    for (Element iso : template.blocks("boot_iso")) {
      Optional<String> type = typeOf(iso, "type", "ide");
      if (type.isEmpty() || iso.sets("index") || iso.sets("device")) {
        return Optional.empty();
      }
      if (type.equals(bus)) {
        taken.add(bus.get().equals("ide") ? 2 : taken.size());
      }
    }
    if (!template.blocks("additional_iso_files").isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < SLOTS; i++) {
      if (!taken.contains(i)) {
        return Optional.of(bus.get() + i);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> typeOf(Element block, String argument, String standard) {
    return block.sets(argument) ? block.text(argument) : Optional.of(standard);
  }
}
