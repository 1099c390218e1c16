package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homelab.maven.simulator.state.AclEntry;
import dev.homelab.maven.simulator.state.Bridge;
import dev.homelab.maven.simulator.state.Node;
import dev.homelab.maven.simulator.state.Release;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes, pools, and what is true of all of them. */
class ClusterTest {

  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    caller = Caller.ofLab(Release.V9);
  }

  @AfterEach
  void close() {
    caller.close();
  }

  private void add(Node node) {
    caller.change(cluster -> cluster.nodes().add(node));
  }

  private static Node node(String name, boolean online, long clockOffset, Bridge... bridges) {
    return new Node(
        name,
        online,
        null,
        null,
        null,
        "fpu sse2",
        null,
        null,
        null,
        null,
        clockOffset,
        List.of(bridges));
  }

  @Test
  void aMachineThatIsNotHighlyAvailableIsAnErrorOfTheServer() throws IOException {
    assertEquals("500 no such resource 'vm:100'", caller.get("/cluster/ha/resources/100").line());
  }

  @Test
  void aCallThatNobodyHasWrittenIsNotImplemented() throws IOException {
    Caller.Reply reply = caller.get("/nodes/pve/qemu/100/rrddata/x");

    assertEquals("501 Method 'GET /nodes/pve/qemu/100/rrddata/x' not implemented", reply.line());
    assertEquals("501 Method 'DELETE /version' not implemented", caller.delete("/version").line());
  }

  @Test
  void aNodeThatIsNotThereCannotBeLookedUp() throws IOException {
    assertEquals(
        "500 hostname lookup 'pve9' failed - failed to get address info for: pve9: Name or service"
            + " not known",
        caller.get("/nodes/pve9/status").line());
  }

  @Test
  void aNodeThatIsOffHasNoRoute() throws IOException {
    add(node("off", false, 0));

    assertEquals("595 No route to host", caller.get("/nodes/off/status").line());
    assertEquals("offline", caller.get("/nodes").data().get(1).get("status").asText());
  }

  @Test
  void aNodeTellsItsClockItsFlagsAndItsBridges() throws IOException {
    add(node("odd", true, -90, new Bridge("vmbr1", "192.0.2.1/24", "", "eno2", true, true)));

    assertEquals(
        Caller.START.getEpochSecond() - 90,
        caller.get("/nodes/odd/time").data().get("time").asLong());
    assertEquals(
        "fpu sse2", caller.get("/nodes/odd/status").data().get("cpuinfo").get("flags").asText());
    JsonNode bridge = caller.get("/nodes/odd/network?type=bridge").data().get(0);
    assertEquals("vmbr1", bridge.get("iface").asText());
    assertEquals("192.0.2.1/24", bridge.get("cidr").asText());
    assertEquals(1, bridge.get("bridge_vlan_aware").asInt());
    assertFalse(bridge.has("gateway"));
  }

  @Test
  void aBridgeWithoutVlansDoesNotMentionThem() throws IOException {
    JsonNode bridge = caller.get("/nodes/pve/network/vmbr0").data();

    assertFalse(bridge.has("bridge_vlan_aware"));
  }

  @Test
  void whoMayNotLookAtANodeSeesThatItIsThere() throws IOException {
    caller.change(cluster -> cluster.acl().clear());

    assertEquals(
        "[{\"id\":\"node/pve\",\"type\":\"node\",\"node\":\"pve\",\"status\":\"online\",\"level\":\"\"}]",
        caller.get("/nodes").data().toString());
    assertEquals(0, caller.get("/cluster/resources?type=storage").data().size());
  }

  @Test
  void aPoolHoldsMachinesOnce() throws IOException {
    caller.change(
        cluster -> cluster.acl().add(new AclEntry("/", "homelab@pve", "Administrator", true)));
    caller.post("/pools", "poolid=lab", "comment=mine");
    caller.post("/pools", "poolid=other");
    caller.ended(caller.post("/nodes/pve/qemu", "vmid=100", "pool=lab"));

    assertEquals(
        "lab", caller.get("/cluster/resources?type=vm").data().get(0).get("pool").asText());
    assertEquals(
        "500 update pool failed: VM 100 belongs already to pool 'lab'",
        caller.put("/pools/other", "vms=100").line());
    assertEquals("200 OK", caller.put("/pools/other", "vms=100", "allow-move=1").line());
    assertEquals(
        "500 delete pool failed: pool 'other' is not empty", caller.delete("/pools/other").line());
    assertEquals("200 OK", caller.put("/pools", "poolid=other", "vms=100", "delete=1").line());
    assertEquals("200 OK", caller.delete("/pools/other").line());
    assertEquals("200 OK", caller.delete("/pools?poolid=lab").line());
    assertEquals(0, caller.get("/pools").data().size());
  }

  @Test
  void usersRolesAndRightsAreManaged() throws IOException {
    caller.change(
        cluster -> cluster.acl().add(new AclEntry("/", "homelab@pve", "Administrator", true)));

    assertEquals("200 OK", caller.post("/access/users", "userid=ann@pve").line());
    assertEquals("200 OK", caller.post("/access/roles", "roleid=R", "privs=VM.Audit").line());
    assertEquals(
        "200 OK", caller.put("/access/acl", "path=/vms", "users=ann@pve", "roles=R").line());
    assertEquals(
        "{\"/vms\":{\"VM.Audit\":1}}",
        caller.get("/access/permissions?userid=ann@pve").data().toString());
    assertEquals(
        "500 ACL update failed: user 'bob@pve' does not exist",
        caller.put("/access/acl", "path=/vms", "users=bob@pve", "roles=R").line());
    assertEquals(
        "200 OK",
        caller.put("/access/acl", "path=/vms", "users=ann@pve", "roles=R", "delete=1").line());
    assertEquals("200 OK", caller.delete("/access/roles/R").line());
    assertEquals("200 OK", caller.delete("/access/users/ann@pve").line());
    assertEquals("500 no such user ('ann@pve')", caller.get("/access/users/ann@pve").line());
  }
}
