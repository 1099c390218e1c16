package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.Permissions;
import dev.homelab.maven.proxmox.Storage;
import java.util.List;
import java.util.Optional;

/** Asks whether a storage is there, reachable, and takes what is to be put on it. */
abstract class StorageQuestion extends ProxmoxQuestion {

  static final Rule NO_STORAGE =
      Rule.error("doctor/no-storage", "What is to be put there cannot be made.");
  static final Rule INACTIVE =
      Rule.error("doctor/storage-inactive", "What is to be put there cannot be made.");
  static final Rule WRONG_CONTENT =
      Rule.error("doctor/storage-content", "Proxmox refuses what a storage is not meant for.");

  StorageQuestion(String name, World world) {
    super(name, world);
  }

  /** What of it the storage must take, as Proxmox calls it: "images". */
  abstract String content();

  /** As its web interface calls it: "Disk image". */
  abstract String shownContent();

  /** What more is to be asked of a storage that is in order. */
  abstract List<Finding> more(Lab lab, Given given, Storage storage) throws HomelabException;

  /** Asks about the storage of that name, which was written there. */
  final CheckResult ask(Lab lab, Given given, String name, Location where) throws HomelabException {
    String node = given.get("proxmox_node");
    List<Storage> storages = hypervisor().storages(node);
    Optional<Storage> found = storages.stream().filter(s -> s.name().equals(name)).findFirst();
    if (found.isEmpty() && hidden(name)) {
      return notAsked("the token may not see storage " + name);
    }
    if (found.isEmpty()) {
      return CheckResult.of(name, List.of(unknown(name, node, storages, where)));
    }
    Storage storage = found.get();
    if (!storage.enabled() || !storage.active()) {
      return CheckResult.of(
          name,
          List.of(
              INACTIVE.at(
                  where,
                  "storage "
                      + name
                      + " is "
                      + (storage.enabled() ? "not active" : "disabled")
                      + " on node "
                      + node,
                  storage.enabled()
                      ? "see why on the node: pvesm status --storage " + name
                      : "on the node, as root: pvesm set " + name + " --disable 0")));
    }
    if (!storage.content().contains(content())) {
      String all = String.join(",", new java.util.TreeSet<>(storage.content()));
      return CheckResult.of(
          name,
          List.of(
              WRONG_CONTENT.at(
                  where,
                  "storage " + name + " takes no " + content() + ", only " + all,
                  "on the node, as root: pvesm set "
                      + name
                      + " --content "
                      + all
                      + ","
                      + content()
                      + " (in the web interface: "
                      + shownContent()
                      + ")"
                      + others("; or take another storage", storages))));
    }
    return CheckResult.of(
        name
            + (storage.available().isPresent()
                ? ", " + new Size(storage.available().getAsLong()) + " free"
                : ""),
        more(lab, given, storage));
  }

  /** Proxmox leaves out of the list what the token may not see. */
  private boolean hidden(String name) throws HomelabException {
    Permissions permissions = hypervisor().permissions();
    String path = "/storage/" + name;
    return !permissions.allows(path, "Datastore.Audit")
        && !permissions.allows(path, "Datastore.AllocateSpace");
  }

  private Finding unknown(String name, String node, List<Storage> storages, Location where) {
    List<String> names = storages.stream().map(Storage::name).sorted().toList();
    return NO_STORAGE.at(
        where,
        "node " + node + " has no storage '" + name + "'",
        DidYouMean.among(names, name)
            .map(meant -> "did you mean '" + meant + "'?")
            .orElse("write the name of one that it has" + others("", storages)));
  }

  /** Those that would do, said behind a beginning; nothing when there are none. */
  private String others(String beginning, List<Storage> storages) {
    List<String> fit =
        storages.stream()
            .filter(s -> s.content().contains(content()))
            .map(Storage::name)
            .sorted()
            .toList();
    return fit.isEmpty() ? "" : beginning + ": " + String.join(", ", fit);
  }
}
