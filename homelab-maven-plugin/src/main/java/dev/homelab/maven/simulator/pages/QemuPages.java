package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Task.TaskFailure;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Machines: their lists, creation, configuration, size and end. */
final class QemuPages implements Pages {

  private static final String QEMU = "/nodes/{node}/qemu";
  private static final String VM = QEMU + "/{vmid}";
  private static final String CHANGE = "CONFIG delete revert force digest skiplock";

  @Override
  public void addTo(Router router) {
    router.on("GET " + QEMU, "full", this::list);
    router.on(
        "POST " + QEMU,
        "CONFIG vmid! pool storage start archive force unique live-restore bwlimit"
            + " import-working-storage ha-managed",
        this::create);
    router.on("GET " + VM, QemuPages::areas);
    router.on("GET " + VM + "/config", "current snapshot", this::config);
    router.on("GET " + VM + "/pending", this::pending);
    router.on("PUT " + VM + "/config", CHANGE, this::change);
    router.on("POST " + VM + "/config", CHANGE + " background_delay", this::changeLater);
    router.on("PUT " + VM + "/resize", "disk! size! digest skiplock", this::resize);
    router.on("POST " + VM + "/template", "disk", this::template);
    router.on("DELETE " + VM, "purge destroy-unreferenced-disks skiplock", this::delete);
    router.on("PUT " + VM + "/unlink", "idlist! force", this::unlink);
    router.on("GET " + VM + "/snapshot", this::snapshots);
    router.on("GET " + VM + "/feature", "feature! snapname", this::feature);
    router.on("GET " + VM + "/cloudinit", this::cloudInit);
    router.on(
        "GET " + VM + "/firewall/options",
        call -> Map.of("digest", "da39a3ee5e6b4b0d3255bfef95601890afd80709"));
    router.on("GET " + VM + "/firewall/rules", call -> List.of());
  }

  private static List<Map<String, Object>> areas(Call call) throws Refusal {
    call.machine();
    List<Map<String, Object>> areas = new ArrayList<>();
    for (String area : List.of("config", "pending", "status", "agent", "snapshot", "firewall")) {
      areas.add(Map.of("subdir", area));
    }
    return areas;
  }

  private List<Map<String, Object>> list(Call call) throws Refusal {
    String node = call.node().name();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (VirtualMachine machine : call.cluster().machines().values()) {
      if (machine.node().equals(node) && call.may("/vms/" + machine.vmid(), "VM.Audit")) {
        rows.add(new MachineView(call.world(), machine).row());
      }
    }
    return rows;
  }

  private String create(Call call) throws Refusal {
    String node = call.node().name();
    int vmid = Call.vmid(call.parameters().get("vmid"), "vmid");
    Optional<String> pool = call.parameter("pool");
    if (pool.isPresent() && call.cluster().pool(pool.get()).isEmpty()) {
      throw Refusal.failed("pool '" + pool.get() + "' does not exist");
    }
    boolean allowed =
        call.may("/vms/" + vmid, "VM.Allocate")
            || pool.isPresent() && call.may("/pool/" + pool.get(), "VM.Allocate");
    if (!allowed) {
      throw Refusal.forbidden("");
    }
    Map<String, String> settings = MachineConfig.settings(call.parameters());
    new ConfigPermissions(call, vmid, pool).check(settings);
    VirtualMachine other = call.cluster().machines().get(vmid);
    if (other != null) {
      throw Refusal.failed(
          "unable to create VM "
              + vmid
              + " - VM "
              + vmid
              + " already exists on node '"
              + other.node()
              + "'");
    }
    VirtualMachine machine = VirtualMachine.of(vmid, node);
    machine.lock("create");
    call.cluster().machines().put(vmid, machine);
    pool.flatMap(call.cluster()::pool).ifPresent(found -> found.machines().add(vmid));
    boolean start = call.flag("start");
    return call.begin(
        "qmcreate",
        "" + vmid,
        task -> {
          try {
            new MachineConfig(call.world(), machine)
                .create(settings, call.cluster().release().qemu(), call.world().nowSeconds());
            machine.lock("");
            if (start) {
              machine.start(call.world().now(), call.cluster().newPid());
            }
          } catch (TaskFailure e) {
            forget(call, vmid);
            throw new TaskFailure("unable to create VM " + vmid + " - " + e.getMessage());
          }
        });
  }

  private static void forget(Call call, int vmid) {
    new Disks(call.world()).removeAllOf(vmid);
    call.cluster().machines().remove(vmid);
    call.cluster().pools().forEach(pool -> pool.machines().remove(vmid));
  }

  private Map<String, Object> config(Call call) throws Refusal {
    VirtualMachine machine = call.machine();
    return MachineConfig.printed(
        machine, call.flag("current") ? machine.config() : machine.configToCome());
  }

  private List<Map<String, Object>> pending(Call call) throws Refusal {
    return MachineConfig.pending(call.machine());
  }

  private Object change(Call call) throws Refusal {
    VirtualMachine machine = call.unlockedMachine();
    List<String> deletes = deletes(call, machine);
    Map<String, String> settings = checked(call, machine, deletes);
    try {
      new MachineConfig(call.world(), machine).change(settings, deletes, call.flag("force"));
    } catch (TaskFailure e) {
      throw Refusal.failed(e.getMessage());
    }
    return null;
  }

  private Object unlink(Call call) throws Refusal {
    VirtualMachine machine = call.unlockedMachine();
    List<String> drives = names(call.parameters().get("idlist"));
    for (String drive : drives) {
      if (!ConfigKeys.isDrive(drive) && !ConfigKeys.isUnused(drive)) {
        throw Refusal.invalid("idlist", "unknown option '" + drive + "'");
      }
    }
    new ConfigPermissions(call, machine.vmid(), Optional.empty()).checkRemoval(drives, machine);
    try {
      new MachineConfig(call.world(), machine).change(Map.of(), drives, call.flag("force"));
    } catch (TaskFailure e) {
      throw Refusal.failed(e.getMessage());
    }
    return null;
  }

  private String changeLater(Call call) throws Refusal {
    VirtualMachine machine = call.unlockedMachine();
    List<String> deletes = deletes(call, machine);
    Map<String, String> settings = checked(call, machine, deletes);
    return call.begin(
        "qmconfig",
        "" + machine.vmid(),
        task ->
            new MachineConfig(call.world(), machine).change(settings, deletes, call.flag("force")));
  }

  private static Map<String, String> checked(
      Call call, VirtualMachine machine, List<String> deletes) throws Refusal {
    Optional<String> digest = call.parameter("digest");
    if (digest.isPresent() && !digest.get().equals(MachineConfig.digest(machine))) {
      throw Refusal.failed(
          "detected modified configuration - file changed by other user? Try again.");
    }
    Map<String, String> settings = MachineConfig.settings(call.parameters());
    for (String key : deletes) {
      if (settings.containsKey(key)) {
        throw Refusal.invalid(
            "delete", "you can't use '-" + key + "' and -delete " + key + "' at the same time");
      }
    }
    ConfigPermissions permissions = new ConfigPermissions(call, machine.vmid(), Optional.empty());
    permissions.checkRemoval(deletes, machine);
    permissions.check(settings);
    return settings;
  }

  private static List<String> deletes(Call call, VirtualMachine machine) throws Refusal {
    List<String> keys = new ArrayList<>();
    for (String key : names(call.parameter("delete").orElse(""))) {
      if (!ConfigKeys.isKnown(key)) {
        throw Refusal.invalid("delete", "unknown option '" + key + "'");
      }
      keys.add(key);
    }
    for (String key : names(call.parameter("revert").orElse(""))) {
      machine.pending().remove(key);
      machine.pendingDeletes().remove(key);
    }
    return keys;
  }

  private String resize(Call call) throws Refusal {
    VirtualMachine machine = call.unlockedMachine();
    String disk = call.parameters().get("disk");
    String size = call.parameters().get("size");
    boolean relative = size.startsWith("+");
    OptionalLong bytes = Size.parse(relative ? size.substring(1) : size);
    if (bytes.isEmpty()) {
      throw Refusal.invalid("size", "value does not match the regex pattern");
    }
    String value = machine.config().get(disk);
    if (value == null || !ConfigKeys.isDrive(disk)) {
      throw Refusal.failed("disk '" + disk + "' does not exist");
    }
    Drive drive = Drive.parse(disk, value);
    if (drive.isCdrom()) {
      throw Refusal.failed("you can't resize a cdrom");
    }
    call.need("/storage/" + drive.storage(), "Datastore.AllocateSpace");
    return call.begin(
        "resize",
        "" + machine.vmid(),
        task -> {
          Disks disks = new Disks(call.world());
          long before =
              disks
                  .volume(machine.node(), drive.volume())
                  .orElseThrow(
                      () -> new TaskFailure("volume '" + drive.volume() + "' does not exist"))
                  .size();
          long after = relative ? before + bytes.getAsLong() : bytes.getAsLong();
          if (after < before) {
            throw new TaskFailure("shrinking disks is not supported");
          }
          disks.grow(machine.node(), drive, after);
          machine.config().put(disk, drive.stored(drive.volume(), after).toString());
        });
  }

  private String template(Call call) throws Refusal {
    VirtualMachine machine = call.unlockedMachine();
    if (machine.isTemplate()) {
      throw Refusal.failed("you can't convert a template to a template");
    }
    if (machine.isRunning()) {
      throw Refusal.failed("you can't convert a VM to template if VM is running");
    }
    return call.begin(
        "qmtemplate",
        "" + machine.vmid(),
        task -> {
          new Disks(call.world()).makeBase(machine);
          machine.config().put("template", "1");
        });
  }

  private String delete(Call call) throws Refusal {
    VirtualMachine machine = call.unlockedMachine();
    int vmid = machine.vmid();
    if ("1".equals(machine.config().get("protection"))) {
      throw Refusal.failed("can't remove VM " + vmid + " - protection mode enabled");
    }
    if (machine.isRunning()) {
      throw Refusal.failed("VM " + vmid + " is running - destroy failed");
    }
    if (CloneLocks.isBeingRead(call.cluster(), vmid)) {
      throw CloneLocks.refusal(vmid);
    }
    Optional<String> linked = linkedClone(call, vmid);
    if (linked.isPresent()) {
      throw Refusal.failed("base volume '" + linked.get() + "' is still in use by linked cloned");
    }
    machine.lock("destroyed");
    return call.begin(
        "qmdestroy",
        "" + vmid,
        task -> {
          task.say("destroy VM " + vmid);
          forget(call, vmid);
        });
  }

  /** The base of a copy on write that names it. */
  private static Optional<String> linkedClone(Call call, int vmid) {
    return call.cluster().storages().stream()
        .flatMap(storage -> storage.volumes().stream())
        .filter(volume -> volume.vmid() != vmid && volume.id().contains("base-" + vmid + "-"))
        .map(volume -> volume.id().substring(0, volume.id().lastIndexOf("/")))
        .findFirst();
  }

  private List<Map<String, Object>> snapshots(Call call) throws Refusal {
    VirtualMachine machine = call.machine();
    Map<String, Object> current = new TreeMap<>();
    current.put("name", "current");
    current.put("description", "You are here!");
    current.put("running", machine.isRunning() ? 1 : 0);
    current.put("digest", MachineConfig.digest(machine));
    return List.of(current);
  }

  private Map<String, Object> feature(Call call) throws Refusal {
    VirtualMachine machine = call.machine();
    String feature = call.parameters().get("feature");
    boolean has = List.of("clone", "copy", "snapshot").contains(feature);
    return Map.of("hasFeature", has ? 1 : 0, "nodes", List.of(machine.node()));
  }

  private List<Map<String, Object>> cloudInit(Call call) throws Refusal {
    VirtualMachine machine = call.machine();
    return MachineConfig.pending(machine).stream()
        .filter(
            item ->
                item.get("key")
                    .toString()
                    .matches("ci\\w+|ipconfig\\d+|nameserver|searchdomain|sshkeys"))
        .toList();
  }

  /** A list as Proxmox takes it: with commas, semicolons or blanks. */
  static List<String> names(String list) {
    return Arrays.stream(list.split("[,; \0]+")).filter(name -> !name.isEmpty()).toList();
  }
}
