package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Node;
import dev.homelab.maven.simulator.state.Pool;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Storage;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What concerns all nodes: version, resources, numbers, high availability. */
final class ClusterPages implements Pages {

  @Override
  public void addTo(Router router) {
    router.on("GET /version", ClusterPages::version);
    router.on(
        "GET /cluster", call -> List.of(Map.of("name", "resources"), Map.of("name", "status")));
    router.on("GET /cluster/resources", "type", ClusterPages::resources);
    router.on("GET /cluster/nextid", "vmid", ClusterPages::nextId);
    router.on("GET /cluster/status", ClusterPages::status);
    router.on("GET /cluster/options", call -> Map.of("keyboard", "en-us"));
    router.on("GET /cluster/ha/resources", "type", call -> List.of());
    router.on("GET /cluster/ha/resources/{sid}", ClusterPages::noHa);
    router.on("GET /cluster/ha/groups", call -> List.of());
    router.on("GET /cluster/ha/status/current", call -> List.of());
    router.on("GET /cluster/sdn/zones", "pending running type", call -> List.of());
    router.on("GET /cluster/sdn/vnets", "pending running", call -> List.of());
    router.on("GET /cluster/firewall/options", call -> Map.of("enable", 0));
  }

  static Map<String, Object> version(Call call) {
    Release release = call.cluster().release();
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("release", release.release());
    version.put("repoid", "0123456789abcdef");
    version.put("version", release.version());
    return version;
  }

  private static List<Map<String, Object>> resources(Call call) throws Refusal {
    String type = call.parameter("type").orElse("");
    if (!type.matches("|vm|storage|node|sdn")) {
      throw Refusal.invalid(
          "type",
          "value '" + type + "' does not have a value in the enumeration 'vm, storage, node, sdn'");
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    if (type.isEmpty()) {
      pools(call, rows);
    }
    if (type.matches("|vm")) {
      for (VirtualMachine machine : call.cluster().machines().values()) {
        if (call.may("/vms/" + machine.vmid(), "VM.Audit")) {
          rows.add(new MachineView(call.world(), machine).resource());
        }
      }
    }
    if (type.matches("|node")) {
      for (Node node : call.cluster().nodes()) {
        rows.add(NodePages.row(call, node, call.may("/nodes/" + node.name(), "Sys.Audit")));
      }
    }
    if (type.matches("|storage")) {
      storages(call, rows);
    }
    if (type.matches("|sdn")) {
      networks(call, rows);
    }
    return rows;
  }

  private static void pools(Call call, List<Map<String, Object>> rows) {
    for (Pool pool : call.cluster().pools()) {
      if (call.may("/pool/" + pool.id(), "Pool.Audit")) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", "/pool/" + pool.id());
        row.put("type", "pool");
        row.put("pool", pool.id());
        rows.add(row);
      }
    }
  }

  private static void storages(Call call, List<Map<String, Object>> rows) {
    for (Node node : call.cluster().nodes()) {
      for (Storage storage : call.cluster().storages()) {
        if (!storage.isOn(node.name())
            || !storage.enabled()
            || !StoragePages.isVisible(call, storage)) {
          continue;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", "storage/" + node.name() + "/" + storage.name());
        row.put("type", "storage");
        row.put("storage", storage.name());
        row.put("node", node.name());
        row.put("status", storage.active() ? "available" : "unknown");
        row.put("content", String.join(",", storage.content()));
        row.put("plugintype", storage.type());
        row.put("shared", storage.shared() ? 1 : 0);
        row.put("disk", storage.used());
        row.put("maxdisk", storage.total());
        rows.add(row);
      }
    }
  }

  private static void networks(Call call, List<Map<String, Object>> rows) {
    if (!call.mayAny("/sdn/zones/localnetwork", "SDN.Audit", "SDN.Use")) {
      return;
    }
    for (Node node : call.cluster().nodes()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", "sdn/" + node.name() + "/localnetwork");
      row.put("type", "sdn");
      row.put("sdn", "localnetwork");
      row.put("node", node.name());
      row.put("status", node.online() ? "ok" : "unknown");
      rows.add(row);
    }
  }

  /** A text, unlike every other number of a machine. */
  private static String nextId(Call call) throws Refusal {
    Optional<String> wanted = call.parameter("vmid");
    if (wanted.isEmpty()) {
      return "" + call.cluster().nextVmid();
    }
    int vmid = Call.vmid(wanted.get(), "vmid");
    if (call.cluster().machines().containsKey(vmid)) {
      throw Refusal.invalid("vmid", "VM " + vmid + " already exists");
    }
    return "" + vmid;
  }

  private static List<Map<String, Object>> status(Call call) {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<Node> nodes = call.cluster().nodes();
    if (!call.cluster().name().isEmpty()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", "cluster");
      row.put("type", "cluster");
      row.put("name", call.cluster().name());
      row.put("nodes", nodes.size());
      row.put("quorate", nodes.stream().filter(Node::online).count() * 2 > nodes.size() ? 1 : 0);
      row.put("version", 1);
      rows.add(row);
    }
    for (int i = 0; i < nodes.size(); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", "node/" + nodes.get(i).name());
      row.put("type", "node");
      row.put("name", nodes.get(i).name());
      row.put("ip", nodes.get(i).address());
      row.put("level", "");
      row.put("local", i == 0 ? 1 : 0);
      row.put("nodeid", call.cluster().name().isEmpty() ? 0 : i + 1);
      row.put("online", nodes.get(i).online() ? 1 : 0);
      rows.add(row);
    }
    return rows;
  }

  /**
   * Whatever it is about, Proxmox calls it an error of the server, and the provider counts on it.
   */
  private static Object noHa(Call call) throws Refusal {
    String sid = call.variable("sid");
    throw Refusal.failed("no such resource '" + (sid.contains(":") ? sid : "vm:" + sid) + "'");
  }
}
