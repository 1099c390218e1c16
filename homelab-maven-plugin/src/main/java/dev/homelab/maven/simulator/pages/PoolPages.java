package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Pool;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Pools and what belongs to them. */
final class PoolPages implements Pages {

  @Override
  public void addTo(Router router) {
    router.on("GET /pools", "poolid type", PoolPages::list);
    router.on("POST /pools", "poolid! comment", PoolPages::create);
    router.on("PUT /pools", "poolid! comment vms storage delete allow-move", PoolPages::change);
    router.on("DELETE /pools", "poolid!", PoolPages::delete);
    router.on("GET /pools/{poolid}", "type", call -> whole(call, pool(call)));
    router.on("PUT /pools/{poolid}", "comment vms storage delete allow-move", PoolPages::change);
    router.on("DELETE /pools/{poolid}", PoolPages::delete);
  }

  private static List<Map<String, Object>> list(Call call) throws Refusal {
    if (call.parameter("poolid").isPresent()) {
      Pool wanted = pool(call);
      call.need("/pool/" + wanted.id(), "Pool.Audit");
      Map<String, Object> row = whole(call, wanted);
      row.put("poolid", wanted.id());
      return List.of(row);
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Pool pool : call.cluster().pools()) {
      if (call.may("/pool/" + pool.id(), "Pool.Audit")) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("poolid", pool.id());
        if (!pool.comment().isEmpty()) {
          row.put("comment", pool.comment());
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static Map<String, Object> whole(Call call, Pool pool) {
    List<Map<String, Object>> members = new ArrayList<>();
    for (int vmid : pool.machines()) {
      VirtualMachine machine = call.cluster().machines().get(vmid);
      if (machine != null) {
        members.add(new MachineView(call.world(), machine).resource());
      }
    }
    Map<String, Object> row = new LinkedHashMap<>();
    if (!pool.comment().isEmpty()) {
      row.put("comment", pool.comment());
    }
    row.put("members", members);
    return row;
  }

  private static Object create(Call call) throws Refusal {
    String id = call.parameters().get("poolid");
    if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
      throw Refusal.invalid("poolid", "invalid format - value '" + id + "' is not a valid pool ID");
    }
    if (call.cluster().pool(id).isPresent()) {
      throw Refusal.failed("create pool failed: pool '" + id + "' already exists");
    }
    call.cluster()
        .pools()
        .add(new Pool(id, call.parameter("comment").orElse(""), new TreeSet<>(), new TreeSet<>()));
    return null;
  }

  private static Object change(Call call) throws Refusal {
    Pool pool = pool(call);
    for (String text : QemuPages.names(call.parameter("vms").orElse(""))) {
      int vmid = Call.vmid(text, "vms");
      call.needAny("/vms/" + vmid, "VM.Allocate", "Permissions.Modify");
      if (call.flag("delete")) {
        if (!pool.machines().remove(vmid)) {
          throw Refusal.failed("update pool failed: VM " + vmid + " is not a pool member");
        }
        continue;
      }
      var old = call.cluster().poolOf(vmid);
      if (old.isPresent() && !call.flag("allow-move")) {
        throw Refusal.failed(
            "update pool failed: VM " + vmid + " belongs already to pool '" + old.get().id() + "'");
      }
      old.ifPresent(other -> other.machines().remove(vmid));
      pool.machines().add(vmid);
    }
    for (String storage : QemuPages.names(call.parameter("storage").orElse(""))) {
      if (call.flag("delete")) {
        pool.storages().remove(storage);
      } else {
        pool.storages().add(storage);
      }
    }
    return null;
  }

  private static Object delete(Call call) throws Refusal {
    Pool pool = pool(call);
    if (!pool.machines().isEmpty() || !pool.storages().isEmpty()) {
      throw Refusal.failed("delete pool failed: pool '" + pool.id() + "' is not empty");
    }
    call.cluster().pools().remove(pool);
    return null;
  }

  private static Pool pool(Call call) throws Refusal {
    String id = call.filledIn("{poolid}");
    return call.cluster()
        .pool(id)
        .orElseThrow(() -> Refusal.failed("pool '" + id + "' does not exist"));
  }
}
