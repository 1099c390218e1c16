package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Release;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which privilege on which path each call needs. What depends on the values of a call, such as the
 * storages and bridges it names, the pages ask themselves.
 */
final class Permissions {

  private static final String VM = "/vms/{vmid}";
  private static final String NODE = "/nodes/{node}";
  private static final String STORAGE = "/storage/{storage}";
  private static final String[] SEES_STORAGE = {"Datastore.Audit", "Datastore.AllocateSpace"};
  private static final String[] CONFIGURES = {
    "VM.Config.Disk",
    "VM.Config.CDROM",
    "VM.Config.CPU",
    "VM.Config.Memory",
    "VM.Config.Network",
    "VM.Config.HWType",
    "VM.Config.Options",
    "VM.Config.Cloudinit"
  };

  private final Map<String, Rule> rules = new LinkedHashMap<>();

  Permissions(Release release) {
    machines();
    guestAgent(release);
    storages();
    nodes();
    cluster();
    access();
    pools();
  }

  private void machines() {
    String qemu = NODE + "/qemu";
    String vm = qemu + "/{vmid}";
    rule("GET " + qemu, Rule.everybody());
    // Create asks for VM.Allocate itself, on the machine or on its pool.
    rule("POST " + qemu, Rule.everybody());
    rule("GET " + vm, Rule.everybody());
    rule("GET " + vm + "/config", Rule.all(VM, "VM.Audit"));
    rule("GET " + vm + "/pending", Rule.all(VM, "VM.Audit"));
    rule("PUT " + vm + "/config", Rule.any(VM, CONFIGURES));
    rule("POST " + vm + "/config", Rule.any(VM, CONFIGURES));
    rule("GET " + vm + "/status", Rule.everybody());
    rule("GET " + vm + "/status/current", Rule.all(VM, "VM.Audit"));
    for (String verb : new String[] {"start", "stop", "shutdown", "reboot", "reset"}) {
      rule("POST " + vm + "/status/" + verb, Rule.all(VM, "VM.PowerMgmt"));
    }
    rule("DELETE " + vm, Rule.all(VM, "VM.Allocate"));
    rule("POST " + vm + "/template", Rule.all(VM, "VM.Allocate"));
    rule("PUT " + vm + "/resize", Rule.all(VM, "VM.Config.Disk"));
    rule("PUT " + vm + "/unlink", Rule.all(VM, "VM.Config.Disk"));
    rule("POST " + vm + "/move_disk", Rule.all(VM, "VM.Config.Disk"));
    rule("POST " + vm + "/migrate", Rule.all(VM, "VM.Migrate"));
    rule("PUT " + vm + "/sendkey", Rule.all(VM, "VM.Console"));
    rule("GET " + vm + "/snapshot", Rule.all(VM, "VM.Audit"));
    rule("GET " + vm + "/feature", Rule.all(VM, "VM.Audit"));
    rule("GET " + vm + "/cloudinit", Rule.all(VM, "VM.Audit"));
    rule("GET " + vm + "/firewall/options", Rule.all(VM, "VM.Audit"));
    rule("GET " + vm + "/firewall/rules", Rule.all(VM, "VM.Audit"));
    rule(
        "POST " + vm + "/clone",
        Rule.all(VM, "VM.Clone")
            .and(
                Rule.all("/vms/{newid}", "VM.Allocate")
                    .or(Rule.all("/pool/{pool}", "VM.Allocate").ifGiven("pool"))));
  }

  /** 9 has privileges of the agent's own in place of VM.Monitor. */
  private void guestAgent(Release release) {
    String vm = NODE + "/qemu/{vmid}";
    Rule audit =
        release == Release.V8
            ? Rule.all(VM, "VM.Monitor")
            : Rule.any(VM, "VM.GuestAgent.Audit", "VM.GuestAgent.Unrestricted");
    rule("GET " + vm + "/agent/network-get-interfaces", audit);
    rule("GET " + vm + "/agent/get-osinfo", audit);
    rule("GET " + vm + "/agent/get-host-name", audit);
    rule("POST " + vm + "/agent/ping", audit);
    rule(
        "POST " + vm + "/agent",
        release == Release.V8
            ? Rule.all(VM, "VM.Monitor")
            : Rule.all(VM, "VM.GuestAgent.Unrestricted"));
    rule(
        "POST " + vm + "/monitor",
        release == Release.V8
            ? Rule.all(VM, "VM.Monitor")
            : Rule.any(VM, "Sys.Audit", "Sys.Modify"));
  }

  private void storages() {
    String storage = NODE + "/storage/{storage}";
    rule("GET " + NODE + "/storage", Rule.everybody());
    rule("GET " + storage, Rule.any(STORAGE, SEES_STORAGE));
    rule("GET " + storage + "/status", Rule.any(STORAGE, SEES_STORAGE));
    rule("GET " + storage + "/content", Rule.any(STORAGE, SEES_STORAGE));
    rule("GET " + storage + "/content/{volume}", Rule.everybody());
    rule("DELETE " + storage + "/content/{volume}", Rule.everybody());
    rule("POST " + storage + "/upload", Rule.all(STORAGE, "Datastore.AllocateTemplate"));
    Rule mayFetch =
        Rule.all("/", "Sys.Audit", "Sys.Modify").or(Rule.all(NODE, "Sys.AccessNetwork"));
    rule(
        "POST " + storage + "/download-url",
        Rule.all(STORAGE, "Datastore.AllocateTemplate").and(mayFetch));
    rule("GET " + NODE + "/query-url-metadata", mayFetch);
    rule("GET /storage", Rule.everybody());
    rule("GET /storage/{storage}", Rule.any(STORAGE, "Datastore.Allocate"));
  }

  private void nodes() {
    rule("GET /nodes", Rule.everybody());
    rule("GET " + NODE, Rule.everybody());
    rule("GET " + NODE + "/status", Rule.all(NODE, "Sys.Audit"));
    rule("GET " + NODE + "/version", Rule.everybody());
    rule("GET " + NODE + "/time", Rule.all(NODE, "Sys.Audit"));
    rule("GET " + NODE + "/network", Rule.everybody());
    rule("GET " + NODE + "/network/{iface}", Rule.all(NODE, "Sys.Audit"));
    rule("GET " + NODE + "/dns", Rule.all(NODE, "Sys.Audit"));
    rule("GET " + NODE + "/lxc", Rule.everybody());
    rule("GET " + NODE + "/capabilities/qemu/cpu", Rule.everybody());
    rule("GET " + NODE + "/capabilities/qemu/machines", Rule.everybody());
    rule("GET " + NODE + "/tasks", Rule.everybody());
    // A task shows itself to who began it; the page asks.
    rule("GET " + NODE + "/tasks/{upid}", Rule.everybody());
    rule("GET " + NODE + "/tasks/{upid}/status", Rule.everybody());
    rule("GET " + NODE + "/tasks/{upid}/log", Rule.everybody());
    rule("DELETE " + NODE + "/tasks/{upid}", Rule.everybody());
  }

  private void cluster() {
    rule("GET /version", Rule.everybody());
    rule("GET /cluster", Rule.everybody());
    rule("GET /cluster/resources", Rule.everybody());
    rule("GET /cluster/nextid", Rule.everybody());
    rule("GET /cluster/tasks", Rule.everybody());
    rule("GET /cluster/status", Rule.all("/", "Sys.Audit"));
    rule("GET /cluster/options", Rule.all("/", "Sys.Audit"));
    rule("GET /cluster/ha/resources", Rule.all("/", "Sys.Audit"));
    rule("GET /cluster/ha/resources/{sid}", Rule.all("/", "Sys.Audit"));
    rule("GET /cluster/ha/groups", Rule.all("/", "Sys.Audit"));
    rule("GET /cluster/ha/status/current", Rule.all("/", "Sys.Audit"));
    rule("GET /cluster/sdn/zones", Rule.everybody());
    rule("GET /cluster/sdn/vnets", Rule.everybody());
    rule("GET /cluster/firewall/options", Rule.all("/", "Sys.Audit"));
  }

  private void access() {
    // What each of these shows or does depends on who asks, and about whom.
    rule("GET /access", Rule.everybody());
    rule("GET /access/users", Rule.everybody());
    rule("GET /access/users/{userid}", Rule.everybody());
    rule("POST /access/users", Permissions::missingForUser);
    rule("PUT /access/users/{userid}", Rule.any("/access/groups", "User.Modify"));
    rule("DELETE /access/users/{userid}", Rule.any("/access/groups", "User.Modify"));
    rule("GET /access/users/{userid}/token", Rule.everybody());
    rule("GET /access/users/{userid}/token/{tokenid}", Rule.everybody());
    rule("POST /access/users/{userid}/token/{tokenid}", Rule.everybody());
    rule("PUT /access/users/{userid}/token/{tokenid}", Rule.everybody());
    rule("DELETE /access/users/{userid}/token/{tokenid}", Rule.everybody());
    rule("GET /access/permissions", Rule.everybody());
    rule("GET /access/groups", Rule.everybody());
    rule("GET /access/domains", Rule.everybody());
    rule("GET /access/roles", Rule.everybody());
    rule("GET /access/roles/{roleid}", Rule.everybody());
    rule("POST /access/roles", Rule.all("/access", "Sys.Modify"));
    rule("PUT /access/roles/{roleid}", Rule.all("/access", "Sys.Modify"));
    rule("DELETE /access/roles/{roleid}", Rule.all("/access", "Sys.Modify"));
    rule("GET /access/acl", Rule.everybody());
    rule("PUT /access/acl", Permissions::missingForAcl);
  }

  /** Whoever may make machines, storages or pools may also say who uses them. */
  private static Optional<String> missingForAcl(Call call) {
    String path = call.filledIn("{path}");
    for (String[] kind :
        new String[][] {
          {"/vms", "VM.Allocate"}, {"/storage", "Datastore.Allocate"}, {"/pool", "Pool.Allocate"}
        }) {
      if (path.equals(kind[0]) || path.startsWith(kind[0] + "/")) {
        return Rule.any(path, "Permissions.Modify", kind[1]).missing(call);
      }
    }
    return Rule.all(path, "Permissions.Modify").missing(call);
  }

  private static Optional<String> missingForUser(Call call) {
    String realm = call.filledIn("{userid}").replaceFirst(".*@", "");
    return Rule.all("/access/realm/" + realm, "Realm.AllocateUser")
        .and(Rule.all("/access/groups", "User.Modify"))
        .missing(call);
  }

  private void pools() {
    rule("GET /pools", Rule.everybody());
    rule("POST /pools", Rule.all("/pool/{poolid}", "Pool.Allocate"));
    rule("PUT /pools", Rule.all("/pool/{poolid}", "Pool.Allocate"));
    rule("DELETE /pools", Rule.all("/pool/{poolid}", "Pool.Allocate"));
    rule("GET /pools/{poolid}", Rule.all("/pool/{poolid}", "Pool.Audit"));
    rule("PUT /pools/{poolid}", Rule.all("/pool/{poolid}", "Pool.Allocate"));
    rule("DELETE /pools/{poolid}", Rule.all("/pool/{poolid}", "Pool.Allocate"));
  }

  private void rule(String call, Rule rule) {
    rules.put(call, rule);
  }

  /** Every call that something is known about. */
  Set<String> calls() {
    return rules.keySet();
  }

  /** Refuses a call that lacks a privilege. */
  void check(String route, Call call) throws Refusal {
    Rule rule = rules.get(route);
    if (rule == null) {
      throw new IllegalStateException("nothing says who may call " + route);
    }
    Optional<String> missing = rule.missing(call);
    if (missing.isPresent()) {
      throw Refusal.forbidden(missing.get());
    }
  }
}
