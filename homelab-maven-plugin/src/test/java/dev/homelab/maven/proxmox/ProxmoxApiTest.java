package dev.homelab.maven.proxmox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for {@link ProxmoxApi}: what it asks for, and what it makes of the answers. */
@Timeout(60)
class ProxmoxApiTest {

  /** What to do with a Proxmox, and what comes of it. */
  @FunctionalInterface
  private interface Verb<T> {
    T of(ProxmoxApi proxmox) throws ProxmoxException;
  }

  private String request = "";

  private <T> T answered(String json, Verb<T> verb) throws IOException, ProxmoxException {
    try (RawServer server = RawServer.plain(RawServer.always("200 OK", json));
        ProxmoxApi proxmox = ProxmoxApi.open(Asking.connection(server.url()))) {
      T result = verb.of(proxmox);
      request = server.requests().get(0);
      return result;
    }
  }

  private <T> T recorded(String name, Verb<T> verb) throws IOException, ProxmoxException {
    return answered(Recorded.answer(name), verb);
  }

  private String asked() {
    return request.replaceFirst("(?s) HTTP.*", "");
  }

  @Test
  void saysWhoItIsAndWhatItWants() throws Exception {
    recorded("version", ProxmoxApi::version);

    Set<String> lines = new TreeSet<>(request.lines().filter(line -> !line.isEmpty()).toList());
    // Java 17 sends the length with a GET, later ones do not.
    lines.removeIf(line -> line.startsWith("Host: localhost:") || line.equals("Content-Length: 0"));
    assertEquals(
        Set.of(
            "GET /api2/json/version HTTP/1.1",
            "Accept: application/json",
            "Authorization: PVEAPIToken=homelab@pve!ci=" + Asking.SECRET,
            "User-Agent: homelab-maven-plugin"),
        lines);
  }

  @Test
  void sendsChangesAsAForm() throws Exception {
    answered(
        "{\"data\":null}",
        proxmox -> {
          proxmox.setDescription("pve", 100, "ä & b = c\n100 %", "0f1e");
          return null;
        });

    assertEquals("PUT /api2/json/nodes/pve/qemu/100/config", asked());
    assertTrue(request.contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n"));
    assertTrue(
        request.endsWith("\r\n\r\ndescription=%C3%A4+%26+b+%3D+c%0A100+%25&digest=0f1e"), request);
  }

  @Test
  void sendsWhatItRemovesInTheAddress() throws Exception {
    Upid upid = recorded("task-started", proxmox -> proxmox.delete("pve", 100));

    assertEquals(
        "DELETE /api2/json/nodes/pve/qemu/100?destroy-unreferenced-disks=0&purge=1", asked());
    assertEquals("qmstop", upid.type());
  }

  @Test
  void keepsNamesInTheirPlaceOfTheAddress() throws Exception {
    answered("{\"data\":{}}", proxmox -> proxmox.nodeStatus("../access?x#y/ü"));

    assertEquals("GET /api2/json/nodes/..%2Faccess%3Fx%23y%2F%C3%BC/status", asked());
    answered("{\"data\":{}}", proxmox -> proxmox.nodeStatus(".."));
    assertEquals("GET /api2/json/nodes/%2E%2E/status", asked());
  }

  @Test
  void readsTheVersion() throws Exception {
    Version version = recorded("version", ProxmoxApi::version);

    assertEquals(new Version("9.1.3", "9.1"), version);
    assertEquals(List.of(9, 1), List.of(version.major(), version.minor()));
  }

  @Test
  void readsAVersionThatIsANumber() throws Exception {
    Version version = answered("{\"data\":{\"version\":8.4}}", ProxmoxApi::version);

    assertEquals(List.of(8, 4), List.of(version.major(), version.minor()));
  }

  @Test
  void readsAVersionThatIsNone() throws Exception {
    Version version = answered("{\"data\":{\"version\":[]}}", ProxmoxApi::version);

    assertEquals(List.of(0, 0), List.of(version.major(), version.minor()));
  }

  @Test
  void readsNodes() throws Exception {
    List<NodeSummary> nodes = recorded("nodes", ProxmoxApi::nodes);

    assertEquals(
        List.of(
            new NodeSummary(
                "pve",
                "online",
                OptionalInt.of(16),
                OptionalLong.of(67204808704L),
                OptionalLong.of(9126805504L)),
            new NodeSummary(
                "pve2",
                "offline",
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty())),
        nodes);
    assertTrue(nodes.get(0).online());
    assertFalse(nodes.get(1).online());
  }

  @Test
  void readsHowANodeIs() throws Exception {
    NodeStatus status = recorded("node-status", proxmox -> proxmox.nodeStatus("pve"));

    assertEquals("GET /api2/json/nodes/pve/status", asked());
    assertEquals("AMD Ryzen 7 5700G with Radeon Graphics", status.cpuModel());
    assertTrue(status.cpuFlags().containsAll(Set.of("sse4_2", "popcnt", "cx16")));
    assertTrue(status.virtualization());
    assertEquals(OptionalInt.of(16), status.cpus());
    assertEquals(OptionalLong.of(57878003200L), status.memoryAvailable());
  }

  @Test
  void takesFreeMemoryWhereAvailableIsNotTold() throws Exception {
    NodeStatus status =
        answered(
            "{\"data\":{\"memory\":{\"free\":\"1024\"}}}", proxmox -> proxmox.nodeStatus("pve"));

    assertEquals(OptionalLong.of(1024), status.memoryAvailable());
    assertEquals(Set.of(), status.cpuFlags());
  }

  @Test
  void readsANodesClock() throws Exception {
    assertEquals(
        new NodeTime(Instant.ofEpochSecond(1763998800), "Europe/Vienna"),
        recorded("time", proxmox -> proxmox.time("pve")));
  }

  @Test
  void readsStoragesWithNumbersAsStrings() throws Exception {
    List<Storage> storages = recorded("storages", proxmox -> proxmox.storages("pve"));

    assertEquals(
        new Storage(
            "local-lvm",
            "lvmthin",
            Set.of("images", "rootdir"),
            true,
            true,
            false,
            OptionalLong.of(852886552576L),
            OptionalLong.of(42644327628L),
            OptionalLong.of(810242224948L)),
        storages.get(1));
    assertFalse(storages.get(2).active());
    assertTrue(storages.get(2).shared());
  }

  @Test
  void readsVolumes() throws Exception {
    List<Volume> volumes = recorded("volumes", proxmox -> proxmox.volumes("pve", "local", "iso"));

    assertEquals("GET /api2/json/nodes/pve/storage/local/content?content=iso", asked());
    assertEquals("AlmaLinux-9.8-x86_64-minimal.iso", volumes.get(0).name());
    assertEquals("base-9000-disk-1", volumes.get(1).name());
    assertEquals(OptionalInt.of(9000), volumes.get(1).vmid());
  }

  @Test
  void readsBridges() throws Exception {
    List<Network> networks = recorded("networks", proxmox -> proxmox.networks("pve"));

    assertEquals(
        new Network("vmbr0", "bridge", true, true, "10.23.45.2/24", "10.23.45.1", Set.of("eno1")),
        networks.get(0));
    assertEquals(List.of(true, true, false), networks.stream().map(Network::bridge).toList());
    assertTrue(networks.get(1).vlanAware());
    assertEquals(Set.of("eno2", "mgmt"), networks.get(1).ports());
  }

  @Test
  void readsMachinesContainersAndTemplates() throws Exception {
    List<VmSummary> vms = recorded("vms", ProxmoxApi::vms);

    assertEquals("GET /api2/json/cluster/resources?type=vm", asked());
    assertEquals(
        new VmSummary(
            9000,
            "alma9-k3-node-amd64-v1.36.3-v1",
            "pve",
            "qemu",
            "stopped",
            true,
            OptionalInt.of(2),
            OptionalLong.of(4294967296L),
            OptionalLong.of(21474836480L),
            Set.of("homelab", "k3s"),
            ""),
        vms.get(0));
    assertTrue(vms.get(1).running());
    assertEquals("backup", vms.get(1).lock());
    assertEquals("lxc", vms.get(2).type());
  }

  @Test
  void leavesOutWhatHasNoNameOrNumber() throws Exception {
    assertEquals(
        List.of(7),
        answered(
                "{\"data\":[null,5,{},{\"vmid\":-1},{\"vmid\":\"x\"},{\"vmid\":\"7\"},[[]]]}",
                ProxmoxApi::vms)
            .stream()
            .map(VmSummary::id)
            .toList());
  }

  @Test
  void readsWhatAMachineIsMadeOf() throws Exception {
    VmConfig config = recorded("vm-config", proxmox -> proxmox.vmConfig("pve", 100));

    assertEquals("GET /api2/json/nodes/pve/qemu/100/config", asked());
    assertEquals("k3s-1", config.name());
    assertEquals("4", config.get("cores"));
    assertEquals("", config.get("bootdisk"));
    assertEquals(Set.of("homelab", "k3s"), config.tags());
    assertEquals(
        List.of("efidisk0", "scsi0", "scsi1"),
        config.drives().stream().map(VmConfig.Drive::slot).toList());
    VmConfig.Drive disk = config.drives().get(1);
    assertEquals("local-lvm:vm-100-disk-1", disk.volume());
    assertEquals("local-lvm", disk.storage());
    assertEquals(60L << 30, disk.size());
    assertFalse(disk.cdrom());
    assertTrue(config.drives().get(2).cdrom());
    assertEquals(
        List.of(
            new VmConfig.Nic("net0", "virtio", "BC:24:11:0A:1B:2C", "vmbr0", OptionalInt.of(30))),
        config.nics());
    assertEquals(
        List.of(new VmConfig.IpConfig("ipconfig0", "10.23.45.31/24", "10.23.45.1")),
        config.ipConfigs());
  }

  @Test
  void readsHowAMachineIs() throws Exception {
    VmStatus status = recorded("vm-status", proxmox -> proxmox.vmStatus("pve", 100));

    assertEquals(
        new VmStatus("running", "running", "backup", true, false, OptionalLong.of(3600)), status);
    assertTrue(status.running());
  }

  @Test
  void readsTheAddressesThatTheGuestAgentTells() throws Exception {
    List<GuestInterface> found =
        recorded("agent-interfaces", proxmox -> proxmox.agentInterfaces("pve", 100));

    assertEquals(
        new GuestInterface(
            "eth0",
            "bc:24:11:0a:1b:2c",
            List.of(new GuestInterface.Address("10.23.45.31", OptionalInt.of(24)))),
        found.get(1));
    assertEquals(List.of(), found.get(2).addresses());
  }

  @Test
  void readsPrivilegesAndHowFarTheyReach() throws Exception {
    Permissions permissions = recorded("permissions", ProxmoxApi::permissions);

    Map<String, Boolean> asked =
        Map.of(
            "on the path itself", permissions.allows("/storage/local", "Datastore.Audit"),
            "passed down by the nearest above", permissions.allows("/vms/9000", "VM.Clone"),
            "passed down by the root", permissions.allows("/access", "Sys.Audit"),
            "not passed down", permissions.allows("/sdn/zones/localnetwork/vmbr0", "SDN.Use"),
            "there without being passed down",
                permissions.allows("/sdn/zones/localnetwork", "SDN.Use"),
            "replaced by a more special entry", permissions.allows("/vms/100", "VM.Clone"),
            "nowhere", permissions.allows("/", "VM.Allocate"));

    assertEquals(
        Map.of(
            "on the path itself", true,
            "passed down by the nearest above", true,
            "passed down by the root", true,
            "not passed down", false,
            "there without being passed down", true,
            "replaced by a more special entry", false,
            "nowhere", false),
        asked);
  }

  @Test
  void readsHowTheTokenWasMade() throws Exception {
    Optional<TokenInfo> token = recorded("users", ProxmoxApi::tokenInfo);

    assertEquals("GET /api2/json/access/users?full=1", asked());
    assertEquals(
        Optional.of(
            new TokenInfo(Optional.of(Instant.ofEpochSecond(1795534800)), true, "for the homelab")),
        token);
  }

  @Test
  void readsATokenThatMayOnlyLookAtItself() throws Exception {
    RawServer.Answer closed =
        (request, out) -> {
          boolean itself = request.startsWith("GET /api2/json/access/users/homelab@pve/token/ci ");
          RawServer.send(out, itself ? "200 OK" : "403 no", itself ? Recorded.answer("token") : "");
        };
    try (RawServer server = RawServer.plain(closed);
        ProxmoxApi proxmox = ProxmoxApi.open(Asking.connection(server.url()))) {
      assertTrue(proxmox.tokenInfo().orElseThrow().privilegeSeparated());
    }
  }

  @Test
  void readsATokenThatNeverExpires() throws Exception {
    assertEquals(
        Optional.of(new TokenInfo(Optional.empty(), false, "")),
        answered(
            "{\"data\":[{\"userid\":\"homelab@pve\",\"expire\":0,\"tokens\":"
                + "[{\"tokenid\":\"ci\",\"expire\":\"0\",\"privsep\":false}]}]}",
            ProxmoxApi::tokenInfo));
  }

  @Test
  void letsATokenEndWithItsUser() throws Exception {
    assertEquals(
        Optional.of(Instant.ofEpochSecond(1764000000)),
        answered(
                "{\"data\":[{\"userid\":\"homelab@pve\",\"expire\":1764000000,\"tokens\":"
                    + "[{\"tokenid\":\"ci\",\"expire\":1795534800}]}]}",
                ProxmoxApi::tokenInfo)
            .orElseThrow()
            .expires());
  }

  @Test
  void knowsNothingOfATokenThatMayNotLookAtItself() throws Exception {
    try (RawServer server = RawServer.plain(RawServer.always("403 no", ""));
        ProxmoxApi proxmox = ProxmoxApi.open(Asking.connection(server.url()))) {
      assertEquals(Optional.empty(), proxmox.tokenInfo());
    }
  }

  @Test
  void readsTasksThatRunSucceedAndFail() throws Exception {
    List<TaskStatus> tasks = recorded("tasks", proxmox -> proxmox.tasks("pve"));

    assertEquals(
        List.of("qmclone false true", "qmstart true false", "vzdump false false"),
        tasks.stream()
            .map(task -> task.upid().type() + " " + task.running() + " " + task.succeeded())
            .toList());
  }

  @Test
  void tellsWhatSortOfFailureItIs() throws Exception {
    try (RawServer server =
        RawServer.plain(RawServer.always("403 no", Recorded.answer("forbidden")))) {
      ProxmoxException failure =
          Asking.failure(
              Asking.connection(server.url()), Outside.real(), proxmox -> proxmox.delete("pve", 1));

      assertEquals(Kind.FORBIDDEN, failure.kind());
      assertEquals(403, failure.status());
      assertEquals(
          "Permission check failed (/sdn/zones/localnetwork/vmbr0, SDN.Use)", failure.words());
      assertFalse(failure.passing());
    }
  }

  @Test
  void leavesNoThreadBehindThatKeepsMavenFromEnding() throws Exception {
    recorded("version", ProxmoxApi::version);

    assertEquals(
        List.of(),
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().matches("(?i).*(homelab-proxmox|HttpClient).*"))
            .filter(thread -> !thread.isDaemon())
            .map(Thread::getName)
            .toList());
  }

  @Test
  void showsNoSecretWhenATokenIsPrinted() {
    assertEquals("ApiToken[homelab@pve!ci=***]", Asking.TOKEN.toString());
    assertFalse(
        Asking.connection(java.net.URI.create("https://pve.lan:8006/api2/json"))
            .toString()
            .contains(Asking.SECRET));
  }
}
