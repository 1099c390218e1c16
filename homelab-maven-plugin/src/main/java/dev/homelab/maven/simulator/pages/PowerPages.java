package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Task.TaskFailure;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.List;
import java.util.Map;

/** Switching machines on and off, and their keyboard. */
final class PowerPages implements Pages {

  private static final String VM = "/nodes/{node}/qemu/{vmid}";
  private static final String STATUS = VM + "/status/";

  @Override
  public void addTo(Router router) {
    router.on("GET " + VM + "/status", call -> List.of(Map.of("subdir", "current")));
    router.on("GET " + STATUS + "current", this::current);
    router.on(
        "POST " + STATUS + "start",
        "skiplock stateuri migratedfrom machine targetstorage timeout force-cpu"
            + " migration_network migration_type nets-host-mtu with-conntrack-state",
        this::start);
    router.on(
        "POST " + STATUS + "stop",
        "skiplock migratedfrom timeout keepActive overrule-shutdown",
        this::stop);
    router.on(
        "POST " + STATUS + "shutdown", "skiplock timeout forceStop keepActive", this::shutdown);
    router.on("POST " + STATUS + "reboot", "timeout", this::reboot);
    router.on("POST " + STATUS + "reset", "skiplock", this::reset);
    router.on("PUT " + VM + "/sendkey", "key! skiplock", this::sendKey);
    router.on("POST " + VM + "/monitor", "command!", this::monitor);
  }

  private Map<String, Object> current(Call call) throws Refusal {
    return new MachineView(call.world(), call.machine()).status();
  }

  private String start(Call call) throws Refusal {
    VirtualMachine machine = call.machine();
    return call.begin("qmstart", "" + machine.vmid(), task -> start(call, machine));
  }

  private static void start(Call call, VirtualMachine machine) throws TaskFailure {
    checkLock(machine);
    if (machine.isTemplate()) {
      throw new TaskFailure("you can't start a vm if it's a template");
    }
    if (machine.isRunning()) {
      throw new TaskFailure("VM " + machine.vmid() + " already running");
    }
    checkBridges(call, machine);
    new MachineConfig(call.world(), machine).applyPending();
    machine.start(call.world().now(), call.cluster().newPid());
  }

  /** A bridge is looked for when the machine starts, and not before. */
  private static void checkBridges(Call call, VirtualMachine machine) throws TaskFailure {
    for (Map.Entry<String, String> entry : machine.config().entrySet()) {
      if (!ConfigKeys.isNetwork(entry.getKey())) {
        continue;
      }
      try {
        String bridge = NetworkCard.parse(entry.getKey(), entry.getValue()).bridge().orElse("");
        boolean there =
            call.node().bridges().stream().anyMatch(known -> known.name().equals(bridge));
        if (!bridge.isEmpty() && !there) {
          throw new TaskFailure("bridge '" + bridge + "' does not exist");
        }
      } catch (Refusal e) {
        throw new TaskFailure(e.getMessage());
      }
    }
  }

  private static void checkLock(VirtualMachine machine) throws TaskFailure {
    if (!machine.lock().isEmpty()) {
      throw new TaskFailure("VM is locked (" + machine.lock() + ")");
    }
  }

  private String stop(Call call) throws Refusal {
    VirtualMachine machine = call.machine();
    return call.begin("qmstop", "" + machine.vmid(), task -> off(call, machine));
  }

  private String shutdown(Call call) throws Refusal {
    VirtualMachine machine = call.machine();
    return call.begin("qmshutdown", "" + machine.vmid(), task -> off(call, machine));
  }

  private static void off(Call call, VirtualMachine machine) throws TaskFailure {
    checkLock(machine);
    if (machine.isRunning()) {
      machine.stop();
      new MachineConfig(call.world(), machine).applyPending();
    }
  }

  private String reboot(Call call) throws Refusal {
    VirtualMachine machine = running(call);
    return call.begin(
        "qmreboot",
        "" + machine.vmid(),
        task -> {
          off(call, machine);
          start(call, machine);
        });
  }

  private String reset(Call call) throws Refusal {
    VirtualMachine machine = running(call);
    return call.begin(
        "qmreset", "" + machine.vmid(), task -> machine.start(call.world().now(), machine.pid()));
  }

  private Object sendKey(Call call) throws Refusal {
    running(call);
    String key = call.parameters().get("key");
    if (!key.matches("[a-z0-9_-]{1,60}")) {
      throw Refusal.failed("QMP command failed - invalid parameter: " + key);
    }
    return null;
  }

  private String monitor(Call call) throws Refusal {
    running(call);
    return "";
  }

  private static VirtualMachine running(Call call) throws Refusal {
    VirtualMachine machine = call.machine();
    if (!machine.isRunning()) {
      throw Refusal.failed("VM " + machine.vmid() + " not running");
    }
    return machine;
  }
}
