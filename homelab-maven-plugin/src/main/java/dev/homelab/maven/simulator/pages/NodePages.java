package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Bridge;
import dev.homelab.maven.simulator.state.Node;
import dev.homelab.maven.simulator.state.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Nodes: what they are made of, how they are, and their networks. */
final class NodePages implements Pages {

  private static final String NODE = "/nodes/{node}";

  @Override
  public void addTo(Router router) {
    router.on("GET /nodes", NodePages::list);
    router.on("GET " + NODE, NodePages::areas);
    router.on("GET " + NODE + "/status", NodePages::status);
    router.on(
        "GET " + NODE + "/version",
        call -> {
          call.node();
          return ClusterPages.version(call);
        });
    router.on("GET " + NODE + "/time", NodePages::time);
    router.on("GET " + NODE + "/dns", call -> Map.of("search", "lan", "dns1", "10.23.45.1"));
    router.on("GET " + NODE + "/lxc", call -> List.of());
    router.on("GET " + NODE + "/network", "type", NodePages::networks);
    router.on("GET " + NODE + "/network/{iface}", NodePages::network);
    router.on("GET " + NODE + "/capabilities/qemu/cpu", "arch", NodePages::cpuModels);
    router.on("GET " + NODE + "/capabilities/qemu/machines", "arch", NodePages::machineTypes);
  }

  private static List<Map<String, Object>> list(Call call) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Node node : call.cluster().nodes()) {
      boolean details = call.may("/nodes/" + node.name(), "Sys.Audit");
      Map<String, Object> row = row(call, node, details);
      row.put("level", "");
      rows.add(row);
    }
    return rows;
  }

  /** Whoever may not look at a node still sees that it is there. */
  static Map<String, Object> row(Call call, Node node, boolean details) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", "node/" + node.name());
    row.put("type", "node");
    row.put("node", node.name());
    row.put("status", node.online() ? "online" : "offline");
    if (details && node.online()) {
      row.put("cpu", 0.02);
      row.put("maxcpu", node.cores());
      row.put("mem", used(call, node));
      row.put("maxmem", node.memory());
      row.put("disk", 6L << 30);
      row.put("maxdisk", 94L << 30);
      row.put("uptime", 864_000);
    }
    return row;
  }

  /** The node itself, and the machines that run on it. */
  private static long used(Call call, Node node) {
    long machines =
        call.cluster().machines().values().stream()
            .filter(machine -> machine.isRunning() && machine.node().equals(node.name()))
            .mapToLong(machine -> new MachineView(call.world(), machine).memory())
            .sum();
    return Math.min(node.memory(), node.memoryUsed() + machines);
  }

  private static List<Map<String, Object>> areas(Call call) throws Refusal {
    call.node();
    List<Map<String, Object>> areas = new ArrayList<>();
    for (String area :
        List.of("network", "qemu", "status", "storage", "tasks", "time", "version")) {
      areas.add(Map.of("name", area));
    }
    return areas;
  }

  private static Map<String, Object> status(Call call) throws Refusal {
    Node node = call.node();
    Release release = call.cluster().release();
    Map<String, Object> cpu = new LinkedHashMap<>();
    cpu.put("cpus", node.cores());
    cpu.put("cores", node.cores() / Math.max(1, node.sockets()));
    cpu.put("sockets", node.sockets());
    cpu.put("model", node.cpuModel());
    cpu.put("mhz", "3400.000");
    cpu.put("flags", node.cpuFlags());
    cpu.put("hvm", node.cpuFlags().matches(".*\\b(vmx|svm)\\b.*") ? "1" : "0");
    cpu.put("user_hz", 100);
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("uptime", 864_000);
    status.put("loadavg", List.of(load(node.load()), load(node.load()), load(node.load())));
    status.put("cpu", 0.02);
    status.put("wait", 0);
    status.put("idle", 0);
    status.put("cpuinfo", cpu);
    long used = used(call, node);
    Map<String, Object> memory = space(node.memory(), used);
    memory.put("available", node.memory() - used);
    status.put("memory", memory);
    status.put("swap", space(8L << 30, 0));
    Map<String, Object> root = space(94L << 30, 6L << 30);
    root.put("avail", 83L << 30);
    status.put("rootfs", root);
    status.put("ksm", Map.of("shared", 0));
    status.put("kversion", "Linux " + release.kernel() + " #1 SMP PREEMPT_DYNAMIC PMX");
    status.put(
        "current-kernel",
        Map.of("sysname", "Linux", "release", release.kernel(), "machine", "x86_64"));
    status.put("pveversion", "pve-manager/" + release.version() + "/0123456789abcdef");
    status.put("boot-info", Map.of("mode", "efi", "secureboot", 0));
    return status;
  }

  private static String load(double load) {
    return String.format(Locale.ROOT, "%.2f", load);
  }

  private static Map<String, Object> space(long total, long used) {
    Map<String, Object> space = new LinkedHashMap<>();
    space.put("total", total);
    space.put("used", used);
    space.put("free", total - used);
    return space;
  }

  private static Map<String, Object> time(Call call) throws Refusal {
    long now = call.world().nowSeconds() + call.node().clockOffset();
    return Map.of("time", now, "localtime", now, "timezone", "UTC");
  }

  private static List<Map<String, Object>> networks(Call call) throws Refusal {
    String type = call.parameter("type").orElse("");
    List<Map<String, Object>> rows = new ArrayList<>();
    if (!type.contains("bridge")) {
      Map<String, Object> card = new LinkedHashMap<>();
      card.put("iface", "eno1");
      card.put("type", "eth");
      card.put("method", "manual");
      card.put("method6", "manual");
      card.put("active", 1);
      card.put("exists", 1);
      card.put("families", List.of("inet"));
      card.put("priority", 3);
      rows.add(card);
    }
    if (type.isEmpty() || type.contains("bridge")) {
      for (Bridge bridge : call.node().bridges()) {
        // Asked for as something to attach to, only what may be attached to is shown.
        boolean shown =
            type.isEmpty()
                || call.mayAny("/sdn/zones/localnetwork/" + bridge.name(), "SDN.Audit", "SDN.Use");
        if (shown) {
          rows.add(bridge(bridge, rows.size() + 3));
        }
      }
    }
    return rows;
  }

  private static Map<String, Object> network(Call call) throws Refusal {
    for (Bridge bridge : call.node().bridges()) {
      if (bridge.name().equals(call.variable("iface"))) {
        Map<String, Object> one = bridge(bridge, 4);
        one.remove("iface");
        return one;
      }
    }
    throw Refusal.invalid("iface", "interface does not exist");
  }

  private static Map<String, Object> bridge(Bridge bridge, int priority) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("iface", bridge.name());
    row.put("type", "bridge");
    row.put("method", bridge.cidr().isEmpty() ? "manual" : "static");
    row.put("method6", "manual");
    if (!bridge.cidr().isEmpty()) {
      row.put("cidr", bridge.cidr());
      row.put("address", bridge.cidr().replaceFirst("/.*", ""));
      row.put("netmask", bridge.cidr().replaceFirst(".*/", ""));
    }
    if (!bridge.gateway().isEmpty()) {
      row.put("gateway", bridge.gateway());
    }
    row.put("bridge_ports", bridge.ports());
    row.put("bridge_stp", "off");
    row.put("bridge_fd", "0");
    if (bridge.vlanAware()) {
      row.put("bridge_vlan_aware", 1);
      row.put("bridge_vids", "2-4094");
    }
    if (bridge.active()) {
      row.put("active", 1);
    }
    row.put("autostart", 1);
    row.put("families", List.of("inet"));
    row.put("priority", priority);
    return row;
  }

  private static List<Map<String, Object>> cpuModels(Call call) throws Refusal {
    call.node();
    List<Map<String, Object>> models = new ArrayList<>();
    for (String model :
        List.of(
            "host",
            "kvm64",
            "max",
            "qemu64",
            "x86-64-v2",
            "x86-64-v2-AES",
            "x86-64-v3",
            "x86-64-v4")) {
      models.add(Map.of("name", model, "vendor", "default", "custom", 0));
    }
    return models;
  }

  private static List<Map<String, Object>> machineTypes(Call call) throws Refusal {
    call.node();
    String newest = call.cluster().release().qemu().replaceFirst("\\.\\d+$", "");
    return List.of(
        Map.of("id", "pc-i440fx-" + newest, "type", "i440fx", "version", newest),
        Map.of("id", "pc-q35-" + newest, "type", "q35", "version", newest));
  }
}
