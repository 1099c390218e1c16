package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Storage;
import dev.homelab.maven.simulator.state.Task;
import dev.homelab.maven.simulator.state.Task.TaskFailure;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Copies of machines and templates. */
final class ClonePages implements Pages {

  @Override
  public void addTo(Router router) {
    router.on(
        "POST /nodes/{node}/qemu/{vmid}/clone",
        "newid! name description pool snapname storage format full target bwlimit",
        this::copy);
  }

  private String copy(Call call) throws Refusal {
    VirtualMachine original = call.unlockedMachine();
    int newId = Call.vmid(call.parameters().get("newid"), "newid");
    Optional<String> pool = call.parameter("pool");
    if (pool.isPresent() && call.cluster().pool(pool.get()).isEmpty()) {
      throw Refusal.failed("pool '" + pool.get() + "' does not exist");
    }
    VirtualMachine other = call.cluster().machines().get(newId);
    if (other != null) {
      throw Refusal.failed("unable to create VM " + newId + ": config file already exists");
    }
    boolean full =
        call.parameters().containsKey("full") ? call.flag("full") : !original.isTemplate();
    if (!full && !original.isTemplate()) {
      throw Refusal.invalid(
          "full", "Linked clone feature is not supported for machines that are no template");
    }
    Optional<String> storage = call.parameter("storage");
    if (storage.isPresent() && !full) {
      throw Refusal.invalid("storage", "parameter 'storage' not allowed for linked clones");
    }
    String target = target(call, original);
    askForDisksAndBridges(call, original, storage);
    Map<String, String> named = MachineConfig.settings(only(call, "name", "description"));
    VirtualMachine clone = VirtualMachine.of(newId, target);
    clone.lock("clone");
    named.forEach(clone::with);
    call.cluster().machines().put(newId, clone);
    pool.flatMap(call.cluster()::pool).ifPresent(found -> found.machines().add(newId));
    return call.begin(
        "qmclone",
        "" + original.vmid(),
        task -> finish(task, call, original, clone, named, full, storage));
  }

  private static Map<String, String> only(Call call, String... names) {
    Map<String, String> some = new TreeMap<>();
    for (String name : names) {
      call.parameter(name).ifPresent(value -> some.put(name, value));
    }
    return some;
  }

  /** A copy on another node needs disks that both see. */
  private static String target(Call call, VirtualMachine original) throws Refusal {
    String target = call.parameter("target").orElse(original.node());
    if (target.equals(original.node())) {
      return target;
    }
    if (call.cluster().node(target).isEmpty()) {
      throw Refusal.invalid("target", "no such cluster node '" + target + "'");
    }
    for (Map.Entry<String, String> entry : original.config().entrySet()) {
      if (!ConfigKeys.isDrive(entry.getKey())) {
        continue;
      }
      Drive drive = Drive.parse(entry.getKey(), entry.getValue());
      if (!drive.isEmpty() && !call.storage(drive.storage()).shared()) {
        throw Refusal.failed("can't clone VM to node '" + target + "' (VM uses local storage)");
      }
    }
    return target;
  }

  private static void askForDisksAndBridges(
      Call call, VirtualMachine original, Optional<String> storage) throws Refusal {
    ConfigPermissions permissions = new ConfigPermissions(call, original.vmid(), Optional.empty());
    for (Map.Entry<String, String> entry : original.config().entrySet()) {
      String key = entry.getKey();
      if (ConfigKeys.isNetwork(key)) {
        permissions.bridge(NetworkCard.parse(key, entry.getValue()));
      } else if (ConfigKeys.isDrive(key)) {
        Drive drive = Drive.parse(key, entry.getValue());
        if (drive.isEmpty() || drive.isCdrom() && !drive.isCloudInit()) {
          continue;
        }
        Storage there = call.activeStorage(storage.orElse(drive.storage()));
        call.need("/storage/" + there.name(), "Datastore.AllocateSpace");
      }
    }
  }

  private static void finish(
      Task task,
      Call call,
      VirtualMachine original,
      VirtualMachine clone,
      Map<String, String> named,
      boolean full,
      Optional<String> storage)
      throws TaskFailure {
    Disks disks = new Disks(call.world());
    try {
      Map<String, String> drives = disks.copy(original, clone, full, storage);
      original.config().forEach((key, value) -> take(clone, key, value));
      clone.config().putAll(drives);
      clone.config().putAll(named);
      clone.config().put("smbios1", "uuid=" + UUID.randomUUID());
      clone.config().put("vmgenid", UUID.randomUUID().toString());
      clone.config().putIfAbsent("name", "Copy-of-VM-" + original.name());
      drives.forEach(
          (key, value) ->
              task.say(
                  "create "
                      + (full ? "full" : "linked")
                      + " clone of drive "
                      + key
                      + " ("
                      + original.config().get(key)
                      + ")"));
      clone.lock("");
    } catch (TaskFailure e) {
      disks.removeAllOf(clone.vmid());
      call.cluster().machines().remove(clone.vmid());
      call.cluster().pools().forEach(pool -> pool.machines().remove(clone.vmid()));
      throw new TaskFailure("clone failed: " + e.getMessage());
    }
  }

  /** Everything but what makes the original itself: being a template, its name, its addresses. */
  private static void take(VirtualMachine clone, String key, String value) {
    if (ConfigKeys.isUnused(key) || key.equals("template") || key.equals("name")) {
      return;
    }
    if (ConfigKeys.isNetwork(key)) {
      try {
        clone.config().put(key, NetworkCard.parse(key, value).withNewMac().toString());
      } catch (Refusal e) {
        clone.config().put(key, value); // it came from a file, and stays as strange as it is
      }
      return;
    }
    clone.config().putIfAbsent(key, value);
  }
}
