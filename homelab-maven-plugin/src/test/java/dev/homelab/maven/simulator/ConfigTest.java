package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homelab.maven.simulator.state.Node;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a machine's configuration when clients change it. */
class ConfigTest {

  private static final String CONFIG = "/nodes/pve/qemu/100/config";

  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    caller = Caller.ofLab(Release.V9);
    assertEquals(
        "OK",
        caller.ended(
            caller.post(
                "/nodes/pve/qemu",
                "vmid=100",
                "name=one",
                "scsi0=local-lvm:8",
                "scsi1=local-lvm:cloudinit",
                "net0=virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=0",
                "ide2=none,media=cdrom")));
  }

  @AfterEach
  void close() {
    caller.close();
  }

  private JsonNode config() throws IOException {
    return caller.get(CONFIG).data();
  }

  private List<String> volumes() throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode volume : caller.get("/nodes/pve/storage/local-lvm/content").data()) {
      ids.add(volume.get("volid").asText());
    }
    return ids;
  }

  private void change(String... parameters) throws IOException {
    Caller.Reply reply = caller.put(CONFIG, parameters);
    assertEquals("200 OK {\"data\":null}", reply.line() + " " + reply.body());
  }

  @Test
  void aDetachedDiskIsKeptAsAnUnusedOneUntilThatIsRemoved() throws IOException {
    change("delete=scsi0");

    assertEquals("local-lvm:vm-100-disk-0", config().get("unused0").asText());
    assertEquals("order=net0", config().get("boot").asText().replace("ide2;", ""));
    change("delete=unused0");
    assertEquals(List.of("local-lvm:vm-100-cloudinit"), volumes());
  }

  @Test
  void aDetachedCloudInitDriveIsGone() throws IOException {
    change("delete=scsi1");

    assertEquals(List.of("local-lvm:vm-100-disk-0"), volumes());
    assertFalse(config().has("unused0"));
  }

  @Test
  void aNewDiskInTheSlotOfAnOtherLeavesThatUnused() throws IOException {
    change("scsi0=local-lvm:4");

    assertEquals("local-lvm:vm-100-disk-1,size=4G", config().get("scsi0").asText());
    assertEquals("local-lvm:vm-100-disk-0", config().get("unused0").asText());
    change("scsi2=local-lvm:vm-100-disk-0");
    assertEquals("local-lvm:vm-100-disk-0,size=8G", config().get("scsi2").asText());
    assertFalse(config().has("unused0"));
  }

  @Test
  void aDiskThatIsGivenWithoutItsSizeKeepsIt() throws IOException {
    change("scsi0=local-lvm:vm-100-disk-0,discard=on,format=raw");

    assertEquals("local-lvm:vm-100-disk-0,discard=on,size=8G", config().get("scsi0").asText());
  }

  @Test
  void aVolumeThatIsNotThereIsRefused() throws IOException {
    assertEquals(
        "500 volume 'local-lvm:vm-9-disk-9' does not exist",
        caller.put(CONFIG, "scsi3=local-lvm:vm-9-disk-9").line());
    assertEquals(
        "unable to create VM 101 - volume 'local:iso/none.iso' does not exist",
        caller.ended(
            caller.post("/nodes/pve/qemu", "vmid=101", "ide2=local:iso/none.iso,media=cdrom")));
  }

  @Test
  void anEditorWithAnOldDigestIsTurnedAway() throws IOException {
    String digest = config().get("digest").asText();
    change("cores=2", "digest=" + digest);

    assertNotEquals(digest, config().get("digest").asText());
    assertEquals(
        "500 detected modified configuration - file changed by other user? Try again.",
        caller.put(CONFIG, "cores=3", "digest=" + digest).line());
  }

  @Test
  void whatNobodyKnowsOrHasAWrongTypeIsNamed() throws IOException {
    Caller.Reply reply = caller.put(CONFIG, "coores=2");
    assertEquals("400 Parameter verification failed.", reply.line());
    assertEquals(
        "{\"coores\":\"property is not defined in schema and the schema does not allow additional"
            + " properties\"}",
        new ObjectMapper().readTree(reply.body()).get("errors").toString());
    assertEquals(
        "{\"cores\":\"type check ('integer') failed - got 'two'\"}",
        new ObjectMapper()
            .readTree(caller.put(CONFIG, "cores=two").body())
            .get("errors")
            .toString());
    assertEquals(
        "{\"name\":\"invalid format - value does not look like a valid DNS name\"}",
        new ObjectMapper()
            .readTree(caller.put(CONFIG, "name=a+b").body())
            .get("errors")
            .toString());
    assertEquals(
        "{\"vmid\":\"property is missing and it is not optional\"}",
        new ObjectMapper()
            .readTree(caller.post("/nodes/pve/qemu", "name=x").body())
            .get("errors")
            .toString());
  }

  @Test
  void nothingIsSetAndDeletedAtOnce() throws IOException {
    assertEquals(
        "{\"delete\":\"you can't use '-name' and -delete name' at the same time\"}",
        new ObjectMapper()
            .readTree(caller.put(CONFIG, "name=x", "delete=name").body())
            .get("errors")
            .toString());
  }

  @Test
  void aPasswordIsAChangeEachTime() throws IOException {
    change("cipassword=same");
    caller.ended(caller.post("/nodes/pve/qemu/100/status/start"));
    change("cipassword=same");

    assertEquals(
        "{\"key\":\"cipassword\",\"value\":\"**********\",\"pending\":\"**********\"}",
        item("cipassword"));
  }

  @Test
  void whatIsSetBackWaitsNoLonger() throws IOException {
    change("cores=2");
    caller.ended(caller.post("/nodes/pve/qemu/100/status/start"));
    change("cores=4");
    assertEquals("{\"key\":\"cores\",\"value\":2,\"pending\":4}", item("cores"));
    change("cores=2");
    assertEquals("{\"key\":\"cores\",\"value\":2}", item("cores"));
    change("cores=4");
    change("revert=cores");
    assertEquals("{\"key\":\"cores\",\"value\":2}", item("cores"));
    change("sockets=2");
    assertEquals("{\"key\":\"sockets\",\"pending\":2}", item("sockets"));
  }

  private String item(String key) throws IOException {
    for (JsonNode item : caller.get("/nodes/pve/qemu/100/pending").data()) {
      if (item.get("key").asText().equals(key)) {
        return item.toString();
      }
    }
    return "";
  }

  @Test
  void aNetworkCardChangesAtOnceAndGetsAnAddress() throws IOException {
    caller.ended(caller.post("/nodes/pve/qemu/100/status/start"));
    change("net1=virtio,bridge=vmbr0,firewall=0");

    String card = config().get("net1").asText();
    assertEquals("virtio=BC:24:11:", card.substring(0, 16));
    assertEquals(",bridge=vmbr0,firewall=0", card.substring(24));
    assertEquals("{\"key\":\"net1\",\"value\":\"" + card + "\"}", item("net1"));
  }

  @Test
  void aMachineOnABridgeThatIsNotThereDoesNotStart() throws IOException {
    change("net0=virtio,bridge=vmbr9");

    assertEquals(
        "bridge 'vmbr9' does not exist",
        caller.ended(caller.post("/nodes/pve/qemu/100/status/start")));
  }

  @Test
  void aProtectedMachineIsNotRemoved() throws IOException {
    change("protection=1");

    assertEquals(
        "500 can't remove VM 100 - protection mode enabled",
        caller.delete("/nodes/pve/qemu/100").line());
  }

  @Test
  void aTemplateCannotBeStarted() throws IOException {
    caller.ended(caller.post("/nodes/pve/qemu/100/template"));

    assertEquals(
        "you can't start a vm if it's a template",
        caller.ended(caller.post("/nodes/pve/qemu/100/status/start")));
    assertEquals(
        "500 you can't convert a template to a template",
        caller.post("/nodes/pve/qemu/100/template").line());
  }

  @Test
  void aLinkedCloneNeedsATemplate() throws IOException {
    assertEquals(
        "400 Parameter verification failed.",
        caller.post("/nodes/pve/qemu/100/clone", "newid=101", "full=0").line());
    caller.ended(caller.post("/nodes/pve/qemu/100/template"));

    assertEquals("OK", caller.ended(caller.post("/nodes/pve/qemu/100/clone", "newid=101")));

    assertEquals(
        "local-lvm:vm-101-disk-0,size=8G",
        caller.get("/nodes/pve/qemu/101/config").data().get("scsi0").asText());
    caller.put("/nodes/pve/qemu/101/config", "scsi0=local-lvm:vm-101-disk-0,ssd=1");
    assertEquals(
        "local-lvm:vm-101-disk-0,size=8G,ssd=1",
        caller.get("/nodes/pve/qemu/101/config").data().get("scsi0").asText());
  }

  @Test
  void tagsAreSortedAndUnique() throws IOException {
    change("tags=k3s, alma9;k3s");

    assertEquals("alma9;k3s", config().get("tags").asText());
  }

  @Test
  void anEmptyValueIsNone() throws IOException {
    change("tags=a", "nameserver=10.0.0.1");
    change("tags=", "nameserver=");

    assertFalse(config().has("tags"));
    assertFalse(config().has("nameserver"));
    assertEquals("400 Parameter verification failed.", caller.put(CONFIG, "ide2=").line());
  }

  @Test
  void anUnlinkedDiskIsKeptUnlessForceIsUsed() throws IOException {
    change("scsi2=local-lvm:1");

    assertEquals("200 OK", caller.put("/nodes/pve/qemu/100/unlink", "idlist=scsi0").line());
    assertEquals("local-lvm:vm-100-disk-0", config().get("unused0").asText());
    assertEquals(
        "200 OK", caller.put("/nodes/pve/qemu/100/unlink", "idlist=scsi2", "force=1").line());
    assertEquals(List.of("local-lvm:vm-100-cloudinit", "local-lvm:vm-100-disk-0"), volumes());
  }

  @Test
  void aDiskMovesToAnotherStorageWhileTheMachineRuns() throws IOException {
    caller.change(
        cluster -> cluster.storages().add(Storage.of("fast", "pve", "zfspool", "images")));
    caller.ended(caller.post("/nodes/pve/qemu/100/status/start"));

    assertEquals(
        "OK",
        caller.ended(
            caller.post(
                "/nodes/pve/qemu/100/move_disk", "disk=scsi0", "storage=fast", "delete=1")));

    assertEquals("fast:vm-100-disk-0,size=8G", config().get("scsi0").asText());
    assertEquals(List.of("local-lvm:vm-100-cloudinit"), volumes());
    assertEquals(
        "400 Parameter verification failed.",
        caller.post("/nodes/pve/qemu/100/move_disk", "disk=scsi0", "storage=fast").line());
  }

  @Test
  void aMachineMovesToAnotherNodeWithItsDisks() throws IOException {
    caller.change(
        cluster -> {
          cluster
              .nodes()
              .add(new Node("two", true, null, null, null, null, null, null, null, null, 0, null));
          cluster.storages().add(Storage.of("local-lvm", "two", "lvmthin", "images"));
        });

    assertEquals(
        "400 Parameter verification failed.",
        caller.post("/nodes/pve/qemu/100/migrate", "target=three").line());
    assertEquals("OK", caller.ended(caller.post("/nodes/pve/qemu/100/migrate", "target=two")));
    assertEquals(List.of(), volumes());
    assertEquals(
        "local-lvm:vm-100-disk-0,size=8G",
        caller.get("/nodes/two/qemu/100/config").data().get("scsi0").asText());
    assertEquals(
        "500 Configuration file 'nodes/pve/qemu-server/100.conf' does not exist",
        caller.get(CONFIG).line());
  }

  @Test
  void aTemplateOnWhichALinkedCloneLivesIsNotRemoved() throws IOException {
    caller.change(
        cluster -> cluster.storages().add(Storage.of("tank", "pve", "zfspool", "images")));
    caller.ended(caller.post("/nodes/pve/qemu", "vmid=200", "scsi0=tank:1"));
    caller.ended(caller.post("/nodes/pve/qemu/200/template"));
    caller.ended(caller.post("/nodes/pve/qemu/200/clone", "newid=201"));

    assertEquals(
        "tank:base-200-disk-0/vm-201-disk-0,size=1G",
        caller.get("/nodes/pve/qemu/201/config").data().get("scsi0").asText());
    assertEquals(
        "500 base volume 'tank:base-200-disk-0' is still in use by linked cloned",
        caller.delete("/nodes/pve/qemu/200").line());
    assertEquals("OK", caller.ended(caller.delete("/nodes/pve/qemu/201")));
    assertEquals("OK", caller.ended(caller.delete("/nodes/pve/qemu/200")));
  }
}
