package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homelab.maven.simulator.pages.Pace;
import dev.homelab.maven.simulator.state.Release;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes on after the answer, and what it keeps others from doing. */
class TaskTest {

  private static final Pace SLOW =
      new Pace(
          Duration.ZERO,
          Map.of("qmclone", Duration.ofSeconds(30)),
          Duration.ofSeconds(10),
          Duration.ZERO);

  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    caller = Caller.ofLab(Release.V9, SLOW);
    assertEquals(
        "OK",
        caller.ended(
            caller.post(
                "/nodes/pve/qemu",
                "vmid=100",
                "name=tpl",
                "agent=1",
                "net0=virtio,bridge=vmbr0",
                "scsi0=local-lvm:8")));
    assertEquals("OK", caller.ended(caller.post("/nodes/pve/qemu/100/template")));
  }

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void aTaskThatRunsHasNoExitStatus() throws IOException {
    String upid = caller.post("/nodes/pve/qemu/100/clone", "newid=101", "full=1").text();

    JsonNode running = caller.get("/nodes/pve/tasks/" + upid + "/status").data();
    caller.later(31);
    JsonNode over = caller.get("/nodes/pve/tasks/" + upid + "/status").data();

    assertEquals("running", running.get("status").asText());
    assertFalse(running.has("exitstatus"));
    assertEquals("stopped", over.get("status").asText());
    assertEquals("OK", over.get("exitstatus").asText());
    assertTrue(
        upid.matches("UPID:pve:[0-9A-F]{8}:[0-9A-F]{8}:[0-9A-F]{8}:qmclone:100:homelab@pve!iac:"),
        upid);
  }

  @Test
  void whatIsBeingClonedIsLocked() throws IOException {
    String upid = caller.post("/nodes/pve/qemu/100/clone", "newid=101", "full=1").text();

    assertEquals(
        "500 VM is locked (clone)", caller.put("/nodes/pve/qemu/101/config", "cores=2").line());
    assertEquals("500 VM is locked (clone)", caller.delete("/nodes/pve/qemu/101").line());
    assertEquals(
        "VM is locked (clone)", caller.ended(caller.post("/nodes/pve/qemu/101/status/start")));
    assertEquals(
        "500 can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout",
        caller.delete("/nodes/pve/qemu/100").line());
    assertEquals(
        "clone", caller.get("/nodes/pve/qemu/101/status/current").data().get("lock").asText());
    caller.later(31);
    assertEquals(
        "OK", caller.ended(caller.put("/nodes/pve/qemu/101/resize", "disk=scsi0", "size=9G")));
    assertEquals(2, caller.get("/nodes/pve/tasks/" + upid + "/log").data().size());
  }

  @Test
  void theNextNumberIsTakenWhileTheCloneIsBeingMade() throws IOException {
    caller.post("/nodes/pve/qemu/100/clone", "newid=101", "full=1");

    assertEquals("102", caller.get("/cluster/nextid").text());
    assertEquals(
        "500 unable to create VM 101: config file already exists",
        caller.post("/nodes/pve/qemu/100/clone", "newid=101", "full=1").line());
    assertEquals(
        "500 unable to create VM 101 - VM 101 already exists on node 'pve'",
        caller.post("/nodes/pve/qemu", "vmid=101").line());
    assertEquals(
        "{\"vmid\":\"VM 101 already exists\"}",
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(caller.get("/cluster/nextid?vmid=101").body())
            .get("errors")
            .toString());
  }

  @Test
  void theGuestAgentAnswersOnceTheGuestHasBooted() throws IOException {
    caller.ended(
        caller.post(
            "/nodes/pve/qemu",
            "vmid=102",
            "agent=enabled=1",
            "net0=virtio=BC:24:11:00:00:02,bridge=vmbr0",
            "ipconfig0=ip=10.23.45.31/24,gw=10.23.45.1"));
    String agent = "/nodes/pve/qemu/102/agent/network-get-interfaces";

    assertEquals("500 VM 102 is not running", caller.get(agent).line());
    caller.ended(caller.post("/nodes/pve/qemu/102/status/start"));
    assertEquals("500 QEMU guest agent is not running", caller.get(agent).line());
    caller.later(11);

    JsonNode card = caller.get(agent).data().get("result").get(1);
    assertEquals("bc:24:11:00:00:02", card.get("hardware-address").asText());
    assertEquals(
        "{\"ip-address\":\"10.23.45.31\",\"ip-address-type\":\"ipv4\",\"prefix\":24}",
        card.get("ip-addresses").get(0).toString());
    caller.simulator.guestAddresses(102, "192.0.2.9");
    assertEquals(
        "192.0.2.9",
        caller
            .get(agent)
            .data()
            .get("result")
            .get(1)
            .get("ip-addresses")
            .get(1)
            .get("ip-address")
            .asText());
  }

  @Test
  void aTaskOfAnotherUserIsHiddenFromWhoMayNotLookAtTheNode() throws IOException {
    String upid = caller.post("/nodes/pve/qemu/100/clone", "newid=101", "full=1").text();
    caller.change(
        cluster -> {
          cluster
              .users()
              .add(new dev.homelab.maven.simulator.state.User("eve@pve", "", true, 0, ""));
          cluster
              .tokens()
              .add(new dev.homelab.maven.simulator.state.Token("eve@pve", "t", "s", false, 0, ""));
        });
    caller.as("eve@pve!t=s");

    assertEquals(0, caller.get("/nodes/pve/tasks").data().size());
    assertEquals(
        "403 Permission check failed (/nodes/pve, Sys.Audit)",
        caller.get("/nodes/pve/tasks/" + upid + "/status").line());
  }

  @Test
  void aTaskThatIsNoTaskIsRefused() throws IOException {
    assertEquals(
        "400 Parameter verification failed.",
        caller.get("/nodes/pve/tasks/nonsense/status").line());
    assertEquals(
        "500 no such task",
        caller
            .get("/nodes/pve/tasks/UPID:pve:00000001:00000001:00000001:qmstart:1:root@pam:/status")
            .line());
  }

  @Test
  void aListOfTasksHoldsThoseThatAreOver() throws IOException {
    caller.post("/nodes/pve/qemu/100/clone", "newid=101", "full=1");

    assertEquals("qmtemplate", caller.get("/nodes/pve/tasks").data().get(0).get("type").asText());
    assertEquals(
        "qmclone", caller.get("/nodes/pve/tasks?source=active").data().get(0).get("type").asText());
    assertFalse(caller.get("/cluster/tasks").data().get(0).has("status"));
  }

  @Test
  void aTaskThatIsStoppedDoesNotDoItsWork() throws IOException {
    String upid = caller.post("/nodes/pve/qemu/100/clone", "newid=101", "full=1").text();

    assertEquals("200 OK", caller.delete("/nodes/pve/tasks/" + upid).line());
    caller.later(31);

    assertEquals(
        "unexpected status",
        caller.get("/nodes/pve/tasks/" + upid + "/status").data().get("exitstatus").asText());
    assertEquals("clone", caller.get("/nodes/pve/qemu/101/config").data().get("lock").asText());
  }
}
