package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Storage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What storages take and what not. */
class StorageTest {

  private static final String LOCAL = "/nodes/pve/storage/local";
  private static final String HELLO_SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    caller = Caller.ofLab(Release.V9);
  }

  @AfterEach
  void close() {
    caller.close();
  }

  private Caller.Reply download(String name, String... more) throws IOException {
    String[] all = new String[3 + more.length];
    all[0] = "content=iso";
    all[1] = "filename=" + name;
    all[2] = "url=https://repo.example/" + name;
    System.arraycopy(more, 0, all, 3, more.length);
    return caller.post(LOCAL + "/download-url", all);
  }

  private HttpResponse<String> upload(String token, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(caller.simulator.httpUrl() + LOCAL + "/upload"))
                .header("Authorization", "PVEAPIToken=" + token)
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aDownloadedIsoIsThereAfterItsTask() throws IOException {
    assertEquals("OK", caller.ended(download("a.iso", "storage=local", "node=pve")));

    JsonNode volume = caller.get(LOCAL + "/content?content=iso").data().get(0);

    assertEquals("local:iso/a.iso", volume.get("volid").asText());
    assertEquals(2L << 30, volume.get("size").asLong());
    assertEquals("iso", volume.get("format").asText());
  }

  @Test
  void anIsoThatIsThereIsTakenAsItIsOnlyWithItsSum() throws IOException {
    download("a.iso", "checksum-algorithm=sha256", "checksum=" + HELLO_SHA256);

    assertEquals(
        "OK",
        caller.ended(download("a.iso", "checksum-algorithm=sha256", "checksum=" + HELLO_SHA256)));
    assertEquals(
        "mismatch (got '" + HELLO_SHA256 + "' != expect 'abc'), aborting",
        caller.ended(download("a.iso", "checksum-algorithm=sha256", "checksum=abc")));
    assertEquals(
        "refusing to override existing file 'local:iso/a.iso'", caller.ended(download("a.iso")));
  }

  @Test
  void whatTheStorageIsNotForIsRefused() throws IOException {
    assertEquals("400 Parameter verification failed.", download("a.txt").line());
    assertEquals(
        "500 storage 'local-lvm' is not configured for content-type 'iso'",
        caller
            .post(
                "/nodes/pve/storage/local-lvm/download-url",
                "content=iso",
                "filename=a.iso",
                "url=https://x.example/a.iso")
            .line());
    assertEquals(
        "400 Parameter verification failed.",
        caller.post("/nodes/pve/qemu", "vmid=100", "scsi0=local:8").line());
    assertEquals(
        "403 Permission check failed (/storage/nowhere, Datastore.Audit|Datastore.AllocateSpace)",
        caller
            .change(cluster -> cluster.acl().clear())
            .get("/nodes/pve/storage/nowhere/status")
            .line());
  }

  @Test
  void aStorageThatIsNotThereIsNamed() throws IOException {
    caller.change(cluster -> cluster.storages().add(Storage.of("far", "other", "dir", "images")));

    assertEquals(
        "500 storage 'nowhere' does not exist",
        caller.get("/nodes/pve/storage/nowhere/status").line());
    assertEquals(
        "500 storage 'far' is not available on node 'pve'",
        caller.get("/nodes/pve/storage/far/status").line());
  }

  @Test
  void aConflictBetweenPathAndParametersIsRefused() throws IOException {
    assertEquals(
        "{\"data\":null,\"message\":\"Parameter verification failed.\\n\",\"errors\":{\"storage\":"
            + "\"duplicate parameter (already defined in URI) with conflicting values!\"}}",
        download("a.iso", "storage=other").body());
  }

  @Test
  void anUploadedFileIsCountedAndHashed() throws Exception {
    caller.change(
        cluster ->
            cluster
                .tokens()
                .add(
                    new dev.homelab.maven.simulator.state.Token(
                        "homelab@pve", "up", "s", false, 0, "")));
    String body =
        """
        --xyz
        Content-Disposition: form-data; name="content"

        iso
        --xyz
        Content-Disposition: form-data; name="filename"; filename="my disk.iso"
        Content-Type: application/octet-stream

        hello
        --xyz--
        """
            .replace("\n", "\r\n");

    HttpResponse<String> response = upload("homelab@pve!up=s", body);

    assertEquals(200, response.statusCode());
    JsonNode volume = caller.get(LOCAL + "/content").data().get(0);
    assertEquals("local:iso/my_disk.iso", volume.get("volid").asText());
    assertEquals(5, volume.get("size").asInt());
    assertEquals(
        HELLO_SHA256,
        caller.simulator.look(
            cluster -> cluster.storage("pve", "local").orElseThrow().volumes().get(0).sha256()));
    assertEquals(400, upload("homelab@pve!up=s", body.replace("--xyz--", "")).statusCode());
  }

  @Test
  void aDiskLargerThanWhatIsFreeIsNotMade() throws IOException {
    assertEquals(
        "unable to create VM 100 - unable to create image: not enough free space on storage"
            + " 'local-lvm'",
        caller.ended(caller.post("/nodes/pve/qemu", "vmid=100", "scsi0=local-lvm:1001")));
  }

  @Test
  void anIsoIsRemovedAndADiskOfAMachineIsNot() throws IOException {
    caller.ended(download("a.iso"));
    caller.ended(caller.post("/nodes/pve/qemu", "vmid=100", "scsi0=local-lvm:1"));

    assertEquals("OK", caller.ended(caller.delete(LOCAL + "/content/local:iso/a.iso")));
    assertEquals(0, caller.get(LOCAL + "/content").data().size());
    assertEquals(
        "500 cannot remove image, a guest with VMID '100' exists!",
        caller.delete("/nodes/pve/storage/local-lvm/content/local-lvm:vm-100-disk-0").line());
  }
}
