package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Storage;
import dev.homelab.maven.simulator.state.Task.TaskFailure;
import dev.homelab.maven.simulator.state.VirtualMachine;
import dev.homelab.maven.simulator.state.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes, finds and removes the volumes behind a machine's drives. */
final class Disks {

  /** What a cloud-init drive takes, and an EFI disk of the 4m kind. */
  private static final long FOUR_MIB = 4L << 20;

  private final World world;
  private final Cluster cluster;

  Disks(World world) {
    this.world = world;
    this.cluster = world.cluster();
  }

  /**
   * What the configuration holds for a drive that somebody asked for: a new volume is made, one
   * that exists gets its size.
   */
  String realize(VirtualMachine machine, String key, Drive drive) throws TaskFailure {
    if (drive.isEmpty()) {
      return drive.without("size").toString();
    }
    if (drive.wantsCloudInit()) {
      return cloudInit(machine, drive).toString();
    }
    if (drive.wantsNew()) {
      long size = key.equals("efidisk0") || key.equals("tpmstate0") ? FOUR_MIB : drive.newSize();
      Storage storage = storage(machine.node(), drive.storage());
      String format = drive.options().getOrDefault("format", "raw");
      return drive.stored(allocate(storage, machine.vmid(), size, format).id(), size).toString();
    }
    Volume volume = existing(machine.node(), drive.volume());
    return drive.stored(volume.id(), volume.size()).toString();
  }

  /** Proxmox does not write its size until the machine is cloned. */
  private Drive cloudInit(VirtualMachine machine, Drive drive) throws TaskFailure {
    Storage storage = storage(machine.node(), drive.storage());
    String id = name(storage, machine.vmid(), "vm-" + machine.vmid() + "-cloudinit", "qcow2");
    put(storage, id, "raw", FOUR_MIB, machine.vmid());
    return drive.stored(id, FOUR_MIB).without("size").with("media", "cdrom");
  }

  private Volume allocate(Storage storage, int vmid, long size, String format) throws TaskFailure {
    return put(storage, freeName(storage, vmid, "vm-" + vmid, format), format, size, vmid);
  }

  private Volume put(Storage storage, String id, String format, long size, int vmid)
      throws TaskFailure {
    if (!storage.content().contains("images")) {
      throw new TaskFailure(
          "storage '" + storage.name() + "' does not support content-type 'images'");
    }
    if (size > storage.free()) {
      throw new TaskFailure(
          storage.holdsFiles()
              ? "unable to create image: No space left on device"
              : "unable to create image: not enough free space on storage '"
                  + storage.name()
                  + "'");
    }
    return storage.put(new Volume(id, "images", format, size, vmid, world.nowSeconds(), ""));
  }

  private static String freeName(Storage storage, int vmid, String prefix, String format) {
    int number = 0;
    while (storage.volume(name(storage, vmid, "vm-" + vmid + "-disk-" + number, format)).isPresent()
        || storage
            .volume(name(storage, vmid, "base-" + vmid + "-disk-" + number, format))
            .isPresent()) {
      number++;
    }
    return name(storage, vmid, prefix + "-disk-" + number, format);
  }

  private static String name(Storage storage, int vmid, String disk, String format) {
    return storage.holdsFiles()
        ? storage.name() + ":" + vmid + "/" + disk + "." + format
        : storage.name() + ":" + disk;
  }

  /**
   * The drives of a clone.
   *
   * @param target where full copies go; empty for where the original is
   */
  Map<String, String> copy(
      VirtualMachine original, VirtualMachine clone, boolean full, Optional<String> target)
      throws TaskFailure {
    Map<String, String> drives = new TreeMap<>();
    for (Map.Entry<String, String> entry : original.config().entrySet()) {
      if (!ConfigKeys.isDrive(entry.getKey())) {
        continue;
      }
      Drive drive = parsed(entry.getKey(), entry.getValue());
      if (drive.isCdrom() && !drive.isCloudInit()) {
        drives.put(entry.getKey(), entry.getValue());
        continue;
      }
      Storage storage = storage(clone.node(), target.orElse(drive.storage()));
      if (drive.isCloudInit()) {
        String id = name(storage, clone.vmid(), "vm-" + clone.vmid() + "-cloudinit", "qcow2");
        put(storage, id, "raw", FOUR_MIB, clone.vmid());
        drives.put(entry.getKey(), drive.stored(id, FOUR_MIB).toString());
        continue;
      }
      Volume source = existing(original.node(), drive.volume());
      Volume copy =
          full
              ? allocate(storage, clone.vmid(), source.size(), source.format())
              : linked(storage, clone.vmid(), source);
      drives.put(entry.getKey(), drive.stored(copy.id(), source.size()).toString());
    }
    return drives;
  }

  /** A thin pool names it like any disk; other storages say what it is a copy of. */
  private Volume linked(Storage storage, int vmid, Volume base) {
    String own = freeName(storage, vmid, "vm-" + vmid, base.format());
    String ownName = own.substring(own.indexOf(':') + 1);
    String id = storage.type().equals("lvmthin") ? own : base.id() + "/" + ownName;
    return storage.put(
        new Volume(id, "images", base.format(), base.size(), vmid, world.nowSeconds(), ""));
  }

  /** A copy of a drive on another storage, in the words of the configuration. */
  String copyTo(VirtualMachine machine, Drive drive, String target, String format)
      throws TaskFailure {
    Volume source = existing(machine.node(), drive.volume());
    Volume copy = allocate(storage(machine.node(), target), machine.vmid(), source.size(), format);
    return drive.stored(copy.id(), source.size()).toString();
  }

  private Volume existing(String node, String id) throws TaskFailure {
    return volume(node, id)
        .orElseThrow(() -> new TaskFailure("volume '" + id + "' does not exist"));
  }

  /** Takes what a machine has on storages of its own node to those of another. */
  void migrate(VirtualMachine machine, String target) throws TaskFailure {
    List<Storage> left =
        cluster.storages().stream()
            .filter(storage -> storage.node().equals(machine.node()))
            .toList();
    for (Storage storage : left) {
      for (Volume volume : storage.volumes()) {
        if (volume.vmid() == machine.vmid()) {
          put(
              storage(target, storage.name()),
              volume.id(),
              volume.format(),
              volume.size(),
              volume.vmid());
          storage.remove(volume.id());
        }
      }
    }
  }

  /** Renames the disks of a machine that becomes a template; its cloud-init drive stays. */
  void makeBase(VirtualMachine machine) throws TaskFailure {
    for (Map.Entry<String, String> entry : machine.config().entrySet()) {
      if (!ConfigKeys.isDrive(entry.getKey())) {
        continue;
      }
      Drive drive = parsed(entry.getKey(), entry.getValue());
      if (drive.isCdrom() || drive.isEmpty()) {
        continue;
      }
      String id =
          drive.volume().replace("vm-" + machine.vmid() + "-", "base-" + machine.vmid() + "-");
      storage(machine.node(), drive.storage()).rename(drive.volume(), id);
      entry.setValue(new Drive(id, drive.options()).toString());
    }
  }

  /** Removes every volume that belongs to a machine. */
  void removeAllOf(int vmid) {
    for (Storage storage : cluster.storages()) {
      storage.volumes().stream()
          .filter(volume -> volume.vmid() == vmid)
          .forEach(volume -> storage.remove(volume.id()));
    }
  }

  void remove(String node, String volume) {
    cluster
        .storage(node, volume.substring(0, Math.max(0, volume.indexOf(':'))))
        .ifPresent(storage -> storage.remove(volume));
  }

  void grow(String node, Drive drive, long bytes) throws TaskFailure {
    Storage storage = storage(node, drive.storage());
    long more = bytes - storage.volume(drive.volume()).map(Volume::size).orElse(0L);
    if (more > storage.free()) {
      throw new TaskFailure(
          "unable to resize volume: not enough free space on storage '" + storage.name() + "'");
    }
    storage.grow(drive.volume(), bytes);
  }

  Optional<Volume> volume(String node, String id) {
    return cluster
        .storage(node, id.substring(0, Math.max(0, id.indexOf(':'))))
        .flatMap(storage -> storage.volume(id));
  }

  private Storage storage(String node, String name) throws TaskFailure {
    return cluster
        .storage(node, name)
        .orElseThrow(() -> new TaskFailure("storage '" + name + "' does not exist"));
  }

  /** A drive that the configuration holds, so that it can be read. */
  static Drive parsed(String key, String text) throws TaskFailure {
    try {
      return Drive.parse(key, text);
    } catch (Refusal e) {
      throw new TaskFailure(e.getMessage());
    }
  }
}
