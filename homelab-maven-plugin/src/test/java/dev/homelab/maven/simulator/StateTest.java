package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.homelab.maven.simulator.pages.Pace;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Release;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All there is can be given, read, and given again. */
class StateTest {

  @Test
  void whatWasReadIsWrittenAgain() throws IOException {
    try (Caller caller = Caller.ofLab(Release.V8)) {
      caller.ended(
          caller.post("/nodes/pve/qemu", "vmid=100", "name=one", "scsi0=local-lvm:8", "tags=b;a"));
      caller.ended(caller.post("/nodes/pve/qemu/100/status/start"));
      caller.put("/nodes/pve/qemu/100/config", "cores=4", "delete=tags");
      caller.post("/pools", "poolid=lab");
      caller.put("/pools/lab", "vms=100");

      String state = caller.simulator.state();

      assertEquals(state, Cluster.read(state).json());
      assertTrue(state.contains("\"version\" : \"8.4.5\""));
    }
  }

  @Test
  void aPersonWritesOnlyWhatMatters() throws IOException {
    Cluster cluster =
        Cluster.read(
            """
            {
              "version": "8.4",
              "nodes": [{"name": "pve", "bridges": [{"name": "vmbr0", "vlanAware": true}]}],
              "storages": [{"name": "local-lvm", "node": "pve", "type": "lvmthin", "content": ["images"]}],
              "machines": {"100": {"vmid": 100, "node": "pve", "config": {"name": "one"}}},
              "users": [{"id": "ann@pve"}],
              "tokens": [{"user": "ann@pve", "name": "t", "secret": "s", "privsep": false}],
              "acl": [{"path": "/", "subject": "ann@pve", "role": "Administrator"}]
            }
            """);
    SimulatedLab lab = new SimulatedLab(cluster, "ann@pve!t", "s");
    try (Caller caller = Caller.of(lab, Pace.instant())) {
      assertEquals("one", caller.get("/nodes/pve/qemu/100/config").data().get("name").asText());
      assertEquals(
          64L << 30, caller.get("/nodes/pve/status").data().get("memory").get("total").asLong());
    }
  }

  @Test
  void aMistypedFieldIsNotPassedOver() {
    JsonProcessingException failure =
        assertThrows(JsonProcessingException.class, () -> Cluster.read("{\"machine\": {}}"));

    assertTrue(failure.getOriginalMessage().startsWith("Unrecognized field \"machine\""));
  }

  @Test
  void aReleaseThatNobodyKnowsIsRefused() {
    JsonProcessingException failure =
        assertThrows(JsonProcessingException.class, () -> Cluster.read("{\"version\": \"7.4\"}"));

    assertTrue(
        failure
            .getOriginalMessage()
            .endsWith("the simulator knows Proxmox VE 8.4 and 9.1, not '7.4'"));
  }

  @Test
  void aTaskThatRanWhenTheStateWasWrittenIsFoundBrokenOff() throws IOException {
    Pace slow = new Pace(Duration.ofHours(1), Map.of(), Duration.ZERO, Duration.ZERO);
    String state;
    String upid;
    try (Caller caller = Caller.ofLab(Release.V9, slow)) {
      upid = caller.post("/nodes/pve/qemu", "vmid=100").text();
      state = caller.simulator.state();
    }
    Cluster cluster = Cluster.read(state);

    cluster.settle(Caller.START.plusSeconds(7200).toEpochMilli());

    assertEquals("unexpected status", cluster.task(upid).orElseThrow().exitStatus().orElseThrow());
    assertEquals("create", cluster.machines().get(100).lock());
  }

  @Test
  void requestsAreKeptWithoutWhatIsSecret() throws IOException {
    try (Caller caller = Caller.ofLab(Release.V9)) {
      caller.post("/nodes/pve/qemu", "vmid=100", "cipassword=hush", "name=one");
      caller.get("/nodes/pve/qemu/100/config");

      assertEquals(
          "POST /api2/json/nodes/pve/qemu {cipassword=***, name=one, vmid=100} -> 200 OK",
          caller.simulator.requests().get(0).toString());
      assertEquals("homelab@pve!iac", caller.simulator.requests().get(0).who());
      assertEquals(Caller.START, caller.simulator.requests().get(0).time());
      assertEquals(
          "**********", caller.get("/nodes/pve/qemu/100/config").data().get("cipassword").asText());
    }
  }

  @Test
  void aPasswordInAnAddressIsNotKept() throws IOException {
    try (Caller caller = Caller.ofLab(Release.V9)) {
      caller.post(
          "/nodes/pve/storage/local/download-url",
          "content=iso",
          "filename=a.iso",
          "url=https://me:hush@repo.example/a.iso");

      assertEquals(
          "https://***@repo.example/a.iso",
          caller.simulator.requests().get(0).parameters().get("url"));
    }
  }
}
