package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.Storage;
import java.util.List;

/** Asks whether the storage for ISO files is in order and has room for the installer. */
final class IsoStorage extends StorageQuestion {

  static final Rule FULL =
      Rule.error("doctor/iso-storage-full", "The download of the installer stops in its middle.");

  /** A minimal ISO of AlmaLinux 9 has 2.2 GiB, and a DVD 11. */
  private static final Size MINIMAL = Size.of("3G");

  private static final Size DVD = Size.of("12G");

  IsoStorage(World world) {
    super("iso-storage", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(NO_STORAGE, INACTIVE, WRONG_CONTENT, FULL);
  }

  @Override
  String content() {
    return "iso";
  }

  @Override
  String shownContent() {
    return "ISO image";
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    return ask(lab, given, given.get("iso_storage"), given.where("iso_storage"));
  }

  @Override
  List<Finding> more(Lab lab, Given given, Storage storage) throws HomelabException {
    String url = given.get("alma_iso_url");
    String iso = url.substring(url.lastIndexOf('/') + 1);
    Size wanted = iso.contains("dvd") ? DVD : MINIMAL;
    if (storage.available().isEmpty() || storage.available().getAsLong() >= wanted.bytes()) {
      return List.of();
    }
    boolean there =
        hypervisor().isos(given.get("proxmox_node"), storage.name()).stream()
            .anyMatch(volume -> volume.name().equals(iso));
    if (there) {
      return List.of();
    }
    return List.of(
        FULL.at(
            given.where("iso_storage"),
            "storage "
                + storage.name()
                + " has "
                + new Size(storage.available().getAsLong())
                + " left, and "
                + iso
                + " needs "
                + wanted,
            "remove ISO files that are not needed any more, or take another storage"));
  }
}
