package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.Storage;
import java.util.List;
import java.util.Set;

/** Asks whether the storage for disks is in order and has room for the template and the machine. */
final class DiskStorage extends StorageQuestion {

  static final Rule FULL =
      Rule.error("doctor/storage-full", "The build or the clone stops in the middle of it.");
  static final Rule TIGHT =
      Rule.warning(
          "doctor/storage-tight",
          "Disks grow into a thin storage; when it is full, its machines stop, all of them.");

  /** Where a disk takes no more room than has been written to it. */
  private static final Set<String> THIN = Set.of("lvmthin", "zfspool", "rbd", "btrfs");

  DiskStorage(World world) {
    super("storage", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(NO_STORAGE, INACTIVE, WRONG_CONTENT, FULL, TIGHT);
  }

  @Override
  String content() {
    return "images";
  }

  @Override
  String shownContent() {
    return "Disk image";
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    return ask(lab, given, given.get("storage"), given.where("storage"));
  }

  @Override
  List<Finding> more(Lab lab, Given given, Storage storage) throws HomelabException {
    Machines machines = new Machines(hypervisor().machines(), given);
    Size wanted = Size.NONE;
    if (machines.templates().isEmpty()) {
      wanted = wanted.plus(given.size("image_disk_size"));
    }
    if (machines.ofNodeName().isEmpty()) {
      wanted = wanted.plus(given.size("disk_size"));
    }
    if (storage.available().isEmpty() || storage.available().getAsLong() >= wanted.bytes()) {
      return List.of();
    }
    Size available = new Size(storage.available().getAsLong());
    Rule rule = THIN.contains(storage.type()) ? TIGHT : FULL;
    return List.of(
        rule.at(
            given.where("storage"),
            "storage "
                + storage.name()
                + " has "
                + available
                + " left, and disks of "
                + wanted
                + " are to be made",
            "remove what is not needed any more, write a smaller disk_size, or take another"
                + " storage"));
  }
}
