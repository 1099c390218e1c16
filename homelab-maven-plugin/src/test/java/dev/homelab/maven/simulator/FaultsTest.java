package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.simulator.state.Release;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can be told to go wrong, does so, to that call and to no other. */
@Timeout(20)
class FaultsTest {

  private static final String CREATE = "POST /nodes/*/qemu";

  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    caller = Caller.ofLab(Release.V9);
  }

  @AfterEach
  void close() {
    caller.close();
  }

  private boolean exists(int vmid) {
    return caller.simulator.look(cluster -> cluster.machines().containsKey(vmid));
  }

  @Test
  void theSecondCallFailsAndTheThirdDoesNot() throws IOException {
    caller.simulator.faults().add(Fault.fails("GET /version", 500, "got timeout").from(2));

    assertEquals("200 OK", caller.get("/version").line());
    Caller.Reply second = caller.get("/version");
    assertEquals("500 got timeout", second.line());
    assertEquals("{\"data\":null,\"message\":\"got timeout\\n\"}", second.body());
    assertEquals("200 OK", caller.get("/version").line());
    assertEquals(List.of("FAIL GET /version"), caller.simulator.faults().happened());
  }

  @Test
  void otherPathsAreNotCounted() throws IOException {
    caller.simulator.faults().add(Fault.fails("GET /nodes/*/status", 595, "No route to host"));

    assertEquals("200 OK", caller.get("/nodes").line());
    assertEquals("200 OK", caller.get("/nodes/pve/storage/local/status").line());
    assertEquals("595 No route to host", caller.get("/nodes/pve/status").line());
  }

  @Test
  void aDroppedCallIsNotDoneAndALostOneIs() throws IOException {
    caller.simulator.faults().add(Fault.drops(CREATE)).add(Fault.loses(CREATE).from(2));

    assertThrows(IOException.class, () -> caller.post("/nodes/pve/qemu", "vmid=100"));
    assertEquals(false, exists(100));
    assertThrows(IOException.class, () -> caller.post("/nodes/pve/qemu", "vmid=100"));
    assertEquals(true, exists(100));
  }

  @Test
  void aTaskEndsInTheErrorThatWasTold() throws IOException {
    caller.simulator.faults().add(Fault.taskFails(CREATE, "lvcreate failed"));

    String upid = caller.post("/nodes/pve/qemu", "vmid=100").text();

    assertEquals(
        "lvcreate failed",
        caller.get("/nodes/pve/tasks/" + upid + "/status").data().get("exitstatus").asText());
    assertEquals(
        "TASK ERROR: lvcreate failed",
        caller.get("/nodes/pve/tasks/" + upid + "/log").data().get(0).get("t").asText());
  }

  @Test
  void aTaskTakesThatMuchLonger() throws IOException {
    caller.simulator.faults().add(Fault.stalls(CREATE, Duration.ofSeconds(60)));

    String upid = caller.post("/nodes/pve/qemu", "vmid=100").text();
    String status = "/nodes/pve/tasks/" + upid + "/status";

    caller.later(59);
    assertEquals("running", caller.get(status).data().get("status").asText());
    caller.later(2);
    assertEquals("OK", caller.get(status).data().get("exitstatus").asText());
  }

  @Test
  void aRevokedTokenIsNotKnownFromThenOn() throws IOException {
    caller.simulator.faults().add(Fault.revokes("GET /nodes").from(2));

    assertEquals("200 OK", caller.get("/nodes").line());
    assertEquals("401 no such token 'iac' for user 'homelab@pve'", caller.get("/nodes").line());
    assertEquals("401 no such token 'iac' for user 'homelab@pve'", caller.get("/version").line());
  }

  @Test
  void aFullDiskTakesNothingMore() throws IOException {
    caller.simulator.faults().add(Fault.full(CREATE));

    assertEquals(
        "unable to create VM 100 - unable to create image: not enough free space on storage"
            + " 'local-lvm'",
        caller.ended(caller.post("/nodes/pve/qemu", "vmid=100", "scsi0=local-lvm:1")));
    assertEquals(false, exists(100));
    assertEquals(0, caller.get("/nodes/pve/storage/local-lvm/status").data().get("avail").asLong());
  }

  @Test
  void aSlowCallIsAnsweredLater() throws IOException {
    caller.simulator.faults().add(Fault.slow("GET /version", Duration.ofMillis(300)));
    long start = System.nanoTime();

    assertEquals("200 OK", caller.get("/version").line());

    assertTrue(System.nanoTime() - start >= 290_000_000);
  }

  @Test
  void aCallThatHangsEndsWithTheSimulator() throws Exception {
    caller.simulator.faults().read("[{\"call\": \"GET /version\", \"effect\": \"hang\"}]");
    Thread waiting =
        new Thread(() -> assertThrows(IOException.class, () -> caller.get("/version")));
    waiting.start();
    while (caller.simulator.faults().happened().isEmpty()) {
      Thread.sleep(5);
    }

    caller.close();

    waiting.join(10_000);
    assertEquals(false, waiting.isAlive());
  }

  @Test
  void aProxyInBetweenAnswersWithAPage() throws IOException {
    caller.simulator.faults().add(Fault.text("* /nodes", 502, "<html>Bad gateway</html>"));

    Caller.Reply reply = caller.get("/nodes");

    assertEquals("502 <html>Bad gateway</html>", reply.status() + " " + reply.body());
  }

  @Test
  void faultsComeFromAFileToo() throws IOException {
    caller
        .simulator
        .faults()
        .read(
            """
            [{"call": "GET /version", "nth": 2, "times": -1, "effect": "fail",
              "status": 503, "message": "busy"}]
            """);

    assertEquals("200 OK", caller.get("/version").line());
    assertEquals("503 busy", caller.get("/version").line());
    assertEquals("503 busy", caller.get("/version").line());
  }

  @Test
  void aFaultThatNamesNoCallIsRefused() {
    assertEquals(
        "the call of a fault is a method and a path, like 'POST /nodes/*/qemu', not '/version'",
        assertThrows(IllegalArgumentException.class, () -> Fault.drops("/version")).getMessage());
  }
}
