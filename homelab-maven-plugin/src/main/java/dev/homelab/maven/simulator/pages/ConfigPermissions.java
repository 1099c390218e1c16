package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Storage;
import dev.homelab.maven.simulator.state.User;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for the privileges that depend on what a configuration says: on the keys themselves, on the
 * storages of its drives and on the bridges of its cards.
 */
final class ConfigPermissions {

  private final Call call;
  private final String machine;
  private final Optional<String> pool;

  /** Of a machine; a privilege on its pool counts as well. */
  ConfigPermissions(Call call, int vmid, Optional<String> pool) {
    this.call = call;
    this.machine = "/vms/" + vmid;
    this.pool = pool;
  }

  /** Every key that is to be set. */
  void check(Map<String, String> settings) throws Refusal {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String key = setting.getKey();
      if (ConfigKeys.isForRootOnly(key) && !call.identity().user().equals(User.ROOT)) {
        throw Refusal.failed("only root can set '" + key + "' config");
      }
      if (ConfigKeys.isDrive(key)) {
        drive(key, Drive.parse(key, setting.getValue()));
      } else {
        need(ConfigKeys.privileges(key));
      }
      if (ConfigKeys.isNetwork(key)) {
        bridge(NetworkCard.parse(key, setting.getValue()));
      }
    }
  }

  /** Keys that are to be removed. */
  void checkRemoval(List<String> keys, VirtualMachine from) throws Refusal {
    for (String key : keys) {
      String value = from.configToCome().get(key);
      if (ConfigKeys.isDrive(key) && value != null && Drive.parse(key, value).isCdrom()) {
        need(List.of("VM.Config.CDROM"));
      } else {
        need(ConfigKeys.privileges(key));
      }
    }
  }

  private void drive(String key, Drive drive) throws Refusal {
    need(List.of(drive.isCdrom() ? "VM.Config.CDROM" : "VM.Config.Disk"));
    if (drive.volume().equals("cdrom")) {
      call.need("/", "Sys.Console");
    } else if (drive.isEmpty()) {
      return;
    } else if (drive.wantsNew() || drive.wantsCloudInit()) {
      newVolume(key, drive);
    } else if (drive.volume().contains(":iso/")) {
      call.needAny(
          "/storage/" + drive.storage(),
          "Datastore.AllocateSpace",
          "Datastore.AllocateTemplate",
          "Datastore.Audit");
    }
  }

  private void newVolume(String key, Drive drive) throws Refusal {
    if (!drive.wantsCloudInit()) {
      call.need("/storage/" + drive.storage(), "Datastore.AllocateSpace");
    }
    Storage storage = call.activeStorage(drive.storage());
    if (!storage.content().contains("images")) {
      throw Refusal.invalid(
          key.isEmpty() ? "storage" : key,
          "storage '" + storage.name() + "' does not support vm images");
    }
  }

  /** A bridge with or without a VLAN tag; a privilege for all of a bridge is one for its VLANs. */
  void bridge(NetworkCard card) throws Refusal {
    if (card.bridge().isEmpty()) {
      return;
    }
    String path = "/sdn/zones/localnetwork/" + card.bridge().get();
    if (!call.may(path, "SDN.Use")) {
      call.need(card.tag().map(tag -> path + "/" + tag).orElse(path), "SDN.Use");
    }
  }

  private void need(List<String> oneOf) throws Refusal {
    String[] privileges = oneOf.toArray(String[]::new);
    if (pool.isPresent() && call.mayAny("/pool/" + pool.get(), privileges)) {
      return;
    }
    call.needAny(machine, privileges);
  }
}
