package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homelab.maven.simulator.state.Release;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a machine, from its creation to its end. */
class MachineTest {

  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    caller = Caller.ofLab(Release.V9);
  }

  @AfterEach
  void close() {
    caller.close();
  }

  private void create() throws IOException {
    assertEquals(
        "OK",
        caller.ended(
            caller.post(
                "/nodes/pve/storage/local/download-url",
                "content=iso",
                "filename=alma.iso",
                "url=https://repo.example/alma.iso")));
    assertEquals(
        "OK",
        caller.ended(
            caller.post(
                "/nodes/pve/qemu",
                "vmid=100",
                "name=built",
                "agent=1",
                "cores=2",
                "memory=4096",
                "kvm=true",
                "scsi0=local-lvm:20,format=raw,ssd=1,cache=none",
                "efidisk0=local-lvm:1,efitype=4m",
                "ide2=local:iso/alma.iso,media=cdrom",
                "net0=virtio=bc:24:11:00:00:01,bridge=vmbr0")));
  }

  private JsonNode config(int vmid) throws IOException {
    return caller.get("/nodes/pve/qemu/" + vmid + "/config").data();
  }

  @Test
  void aNewMachineHasItsVolumesInProxmoxsWords() throws IOException {
    create();

    JsonNode config = config(100);

    assertEquals("local-lvm:vm-100-disk-1,cache=none,size=20G,ssd=1", config.get("scsi0").asText());
    assertEquals("local-lvm:vm-100-disk-0,efitype=4m,size=4M", config.get("efidisk0").asText());
    assertEquals("local:iso/alma.iso,media=cdrom,size=2G", config.get("ide2").asText());
    assertEquals("virtio=BC:24:11:00:00:01,bridge=vmbr0", config.get("net0").asText());
    assertEquals("order=scsi0;ide2;net0", config.get("boot").asText());
  }

  @Test
  void numbersAreNumbersAndTextsAreTexts() throws IOException {
    create();

    JsonNode config = config(100);

    assertTrue(config.get("cores").isInt());
    assertTrue(config.get("kvm").isInt());
    assertTrue(config.get("memory").isTextual());
    assertTrue(config.get("agent").isTextual());
    assertTrue(config.get("digest").isTextual());
    assertFalse(config.has("sockets"));
    assertTrue(caller.get("/cluster/nextid").data().isTextual());
    JsonNode row = caller.get("/cluster/resources?type=vm").data().get(0);
    assertTrue(row.get("vmid").isInt());
    assertTrue(row.get("template").isInt());
    assertTrue(row.get("maxcpu").isInt());
    assertTrue(row.get("maxmem").isIntegralNumber());
  }

  @Test
  void aTemplateIsRenamedButForItsCloudInitDrive() throws IOException {
    create();
    assertEquals(
        "OK",
        caller.ended(
            caller.post("/nodes/pve/qemu/100/config", "scsi1=local-lvm:cloudinit", "delete=ide2")));
    assertEquals("OK", caller.ended(caller.post("/nodes/pve/qemu/100/template")));

    JsonNode config = config(100);

    assertEquals(1, config.get("template").asInt());
    assertEquals(
        "local-lvm:base-100-disk-1,cache=none,size=20G,ssd=1", config.get("scsi0").asText());
    assertEquals("local-lvm:base-100-disk-0,efitype=4m,size=4M", config.get("efidisk0").asText());
    assertEquals("local-lvm:vm-100-cloudinit,media=cdrom", config.get("scsi1").asText());
    assertEquals("order=scsi0;net0", config.get("boot").asText());
    assertFalse(config.has("ide2"));
  }

  @Test
  void aFullCloneIsItsOwn() throws IOException {
    aTemplateIsRenamedButForItsCloudInitDrive();
    JsonNode original = config(100);

    assertEquals(
        "OK",
        caller.ended(
            caller.post("/nodes/pve/qemu/100/clone", "newid=101", "name=k3s-1", "full=1")));

    JsonNode clone = config(101);
    assertEquals("k3s-1", clone.get("name").asText());
    assertEquals("local-lvm:vm-101-disk-1,cache=none,size=20G,ssd=1", clone.get("scsi0").asText());
    assertEquals("local-lvm:vm-101-cloudinit,media=cdrom,size=4M", clone.get("scsi1").asText());
    assertFalse(clone.has("template"));
    for (String own : List.of("net0", "smbios1", "vmgenid")) {
      assertFalse(original.get(own).equals(clone.get(own)), own);
    }
  }

  @Test
  void aDiskGrowsAndDoesNotShrink() throws IOException {
    create();

    assertEquals(
        "OK",
        caller.ended(caller.put("/nodes/pve/qemu/100/resize", "disk=scsi0", "size=62914560K")));
    assertEquals(
        "local-lvm:vm-100-disk-1,cache=none,size=60G,ssd=1", config(100).get("scsi0").asText());
    assertEquals(
        "shrinking disks is not supported",
        caller.ended(caller.put("/nodes/pve/qemu/100/resize", "disk=scsi0", "size=10G")));
  }

  @Test
  void whatNeedsARestartWaitsForIt() throws IOException {
    create();
    assertEquals("OK", caller.ended(caller.post("/nodes/pve/qemu/100/status/start")));

    caller.put("/nodes/pve/qemu/100/config", "cores=4", "name=renamed", "delete=agent");

    List<String> waiting = new ArrayList<>();
    for (JsonNode item : caller.get("/nodes/pve/qemu/100/pending").data()) {
      if (item.size() > 2) {
        waiting.add(item.toString());
      }
    }
    assertEquals(
        List.of(
            "{\"key\":\"agent\",\"value\":\"1\",\"delete\":1}",
            "{\"key\":\"cores\",\"value\":2,\"pending\":4}"),
        waiting);
    assertEquals("renamed", config(100).get("name").asText());
    assertEquals("OK", caller.ended(caller.post("/nodes/pve/qemu/100/status/reboot")));
    assertEquals(4, caller.get("/nodes/pve/qemu/100/config?current=1").data().get("cores").asInt());
  }

  @Test
  void aMachineThatRunsIsNotRemoved() throws IOException {
    create();
    caller.ended(caller.post("/nodes/pve/qemu/100/status/start"));

    assertEquals(
        "500 VM 100 is running - destroy failed", caller.delete("/nodes/pve/qemu/100").line());
    assertEquals(
        "VM 100 already running", caller.ended(caller.post("/nodes/pve/qemu/100/status/start")));
    assertEquals("OK", caller.ended(caller.post("/nodes/pve/qemu/100/status/stop")));
    assertEquals("OK", caller.ended(caller.delete("/nodes/pve/qemu/100")));
    assertEquals(
        "500 Configuration file 'nodes/pve/qemu-server/100.conf' does not exist",
        caller.get("/nodes/pve/qemu/100/config").line());
    assertEquals(0, caller.get("/nodes/pve/storage/local-lvm/content").data().size());
  }
}
