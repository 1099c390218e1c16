package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Storage;
import dev.homelab.maven.simulator.state.Task.TaskFailure;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.Map;

/** Disks go to other storages, machines to other nodes. */
final class MovePages implements Pages {

  private static final String VM = "/nodes/{node}/qemu/{vmid}";

  @Override
  public void addTo(Router router) {
    router.on(
        "POST " + VM + "/move_disk",
        "disk! storage format delete digest bwlimit" + " target-vmid target-disk target-digest",
        this::disk);
    router.on(
        "POST " + VM + "/migrate",
        "target! online force with-local-disks targetstorage bwlimit migration_type"
            + " migration_network with-conntrack-state",
        this::machine);
  }

  private String disk(Call call) throws Refusal {
    VirtualMachine machine = call.unlockedMachine();
    String key = call.parameters().get("disk");
    String value = machine.config().get(key);
    if (value == null || !ConfigKeys.isDrive(key)) {
      throw Refusal.failed("disk '" + key + "' does not exist");
    }
    Drive drive = Drive.parse(key, value);
    if (drive.isCdrom()) {
      throw Refusal.failed("you can't move a cdrom");
    }
    String target =
        call.parameter("storage")
            // The other way, to give a disk to another machine, is not simulated.
            .orElseThrow(() -> Refusal.invalid("storage", "property is missing"));
    if (target.equals(drive.storage())) {
      throw Refusal.invalid("storage", "you can't move to the same storage with same format");
    }
    call.need("/storage/" + target, "Datastore.AllocateSpace");
    Storage storage = call.activeStorage(target);
    String format = call.parameter("format").orElse("raw");
    return call.begin(
        "qmmove",
        "" + machine.vmid(),
        task -> {
          Disks disks = new Disks(call.world());
          machine.config().put(key, disks.copyTo(machine, drive, storage.name(), format));
          if (call.flag("delete")) {
            disks.remove(machine.node(), drive.volume());
          } else {
            new MachineConfig(call.world(), machine).keepUnused(drive.volume());
          }
        });
  }

  private String machine(Call call) throws Refusal {
    VirtualMachine machine = call.unlockedMachine();
    String target = call.parameters().get("target");
    if (call.cluster().node(target).isEmpty()) {
      throw Refusal.invalid("target", "no such cluster node '" + target + "'");
    }
    if (target.equals(machine.node())) {
      throw Refusal.invalid("target", "target is local node.");
    }
    if (machine.isRunning() && !call.flag("online")) {
      throw Refusal.failed("can't migrate running VM without --online");
    }
    return call.begin(
        "qmigrate",
        "" + machine.vmid(),
        task -> {
          if (hasLocalDisks(call, machine)
              && machine.isRunning()
              && !call.flag("with-local-disks")) {
            throw new TaskFailure(
                "can't live migrate attached local disks without with-local-disks option");
          }
          new Disks(call.world()).migrate(machine, target);
          machine.moveTo(target);
        });
  }

  private static boolean hasLocalDisks(Call call, VirtualMachine machine) throws TaskFailure {
    for (Map.Entry<String, String> entry : machine.config().entrySet()) {
      if (ConfigKeys.isDrive(entry.getKey())) {
        Drive drive = Disks.parsed(entry.getKey(), entry.getValue());
        boolean local =
            call.cluster()
                .storage(machine.node(), drive.storage())
                .map(storage -> !storage.shared())
                .orElse(false);
        if (local) {
          return true;
        }
      }
    }
    return false;
  }
}
