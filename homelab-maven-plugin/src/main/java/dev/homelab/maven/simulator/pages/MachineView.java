package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Pool;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures of a machine, as the lists and the status show them. */
final class MachineView {

  private static final long MIB = 1L << 20;
  private static final Pattern SIZE = Pattern.compile("(?:^|,)size=(\\w+)");

  private final World world;
  private final VirtualMachine machine;

  MachineView(World world, VirtualMachine machine) {
    this.world = world;
    this.machine = machine;
  }

  /** A row of {@code /nodes/N/qemu}. */
  Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("vmid", machine.vmid());
    row.put("name", machine.name());
    row.put("status", machine.isRunning() ? "running" : "stopped");
    row.put("cpus", cpus());
    row.put("maxmem", memory());
    row.put("maxdisk", disk());
    figures(row);
    if (machine.isTemplate()) {
      row.put("template", 1);
    }
    if (machine.isRunning()) {
      row.put("pid", machine.pid());
    }
    addTagsAndLock(row);
    return row;
  }

  /** A row of {@code /cluster/resources}. */
  Map<String, Object> resource() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", "qemu/" + machine.vmid());
    row.put("type", "qemu");
    row.put("vmid", machine.vmid());
    row.put("node", machine.node());
    row.put("name", machine.name());
    row.put("status", machine.isRunning() ? "running" : "stopped");
    row.put("template", machine.isTemplate() ? 1 : 0);
    row.put("maxcpu", cpus());
    row.put("maxmem", memory());
    row.put("maxdisk", disk());
    figures(row);
    world.cluster().poolOf(machine.vmid()).map(Pool::id).ifPresent(pool -> row.put("pool", pool));
    addTagsAndLock(row);
    return row;
  }

  /** {@code status/current}. */
  Map<String, Object> status() {
    Map<String, Object> status = row();
    status.put("qmpstatus", machine.isRunning() ? "running" : "stopped");
    status.put("ha", Map.of("managed", 0));
    if (agentIsConfigured(machine)) {
      status.put("agent", 1);
    }
    if (machine.isRunning()) {
      status.put("running-machine", machine.config().getOrDefault("machine", "pc-i440fx"));
      status.put("running-qemu", world.cluster().release().qemu());
    }
    return status;
  }

  static boolean agentIsConfigured(VirtualMachine machine) {
    String agent = machine.config().getOrDefault("agent", "0");
    return agent.matches("(enabled=)?1(,.*)?|.*enabled=1.*");
  }

  private void figures(Map<String, Object> row) {
    boolean on = machine.isRunning();
    row.put("uptime", on ? (world.now() - machine.startedAt()) / 1000 : 0);
    row.put("cpu", on ? (Object) 0.01 : 0);
    row.put("mem", on ? memory() / 4 : 0);
    row.put("disk", 0);
    row.put("diskread", 0);
    row.put("diskwrite", 0);
    row.put("netin", 0);
    row.put("netout", 0);
  }

  private void addTagsAndLock(Map<String, Object> row) {
    String tags = machine.config().getOrDefault("tags", "");
    if (!tags.isEmpty()) {
      row.put("tags", tags);
    }
    if (!machine.lock().isEmpty()) {
      row.put("lock", machine.lock());
    }
  }

  private int cpus() {
    return number("cores", 1) * number("sockets", 1);
  }

  long memory() {
    return number("memory", 512) * MIB;
  }

  private int number(String key, int absent) {
    String text = machine.config().getOrDefault(key, "").replaceFirst("^current=", "");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : absent;
  }

  /** Of the disk that it boots from. */
  private long disk() {
    String boot = machine.config().getOrDefault("boot", "");
    for (String device : boot.replaceFirst("^order=", "").split(";")) {
      String drive = machine.config().getOrDefault(device, "");
      Matcher size = SIZE.matcher(drive);
      if (size.find() && !drive.contains("media=cdrom")) {
        return Size.parse(size.group(1)).orElse(0);
      }
    }
    return 0;
  }
}
