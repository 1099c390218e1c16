package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The drives that a machine declares, in either of the provider's two ways to write them. */
public final class Drives {

  private static final Set<String> BUSES = Set.of("scsi", "ide", "sata", "virtio");

  /**
   * A drive.
   *
   * @param slot where it is attached, like scsi0
   * @param kind disk, cloudinit, cdrom or passthrough
   * @param block what describes it
   */
  public record Drive(String slot, String kind, Element block) {}

  private Drives() {}

  /** All of them; empty when some are only known at run time. */
  public static Optional<List<Drive>> of(Element machine) {
    if (machine.hasDynamicBlocks()) {
      return Optional.empty();
    }
    List<Drive> drives = new ArrayList<>();
    for (Element flat : machine.blocks("disk")) {
      Optional<String> slot = flat.text("slot");
      Optional<String> kind =
          flat.attribute("type").isEmpty() ? Optional.of("disk") : flat.text("type");
      if (slot.isEmpty() || kind.isEmpty()) {
        return Optional.empty();
      }
      drives.add(new Drive(slot.get(), kind.get(), flat));
    }
    for (Element disks : machine.blocks("disks")) {
      for (Element slot : disks.blocksBelow()) {
        String name = slot.block().type();
        if (isSlot(name)) {
          for (Element drive : slot.blocks()) {
            drives.add(new Drive(name, drive.block().type(), drive));
          }
        }
      }
    }
    return Optional.of(drives);
  }

  /** A bus and a number. */
  private static boolean isSlot(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
      end--;
    }
    return end < name.length() && BUSES.contains(name.substring(0, end));
  }

  /** Whether one of them is of that kind. */
  static boolean holds(List<Drive> drives, String kind) {
    for (Drive drive : drives) {
      if (drive.kind().equals(kind)) {
        return true;
      }
    }
    return false;
  }
}
