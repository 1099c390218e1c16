package dev.homelab.maven.proxmox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import dev.homelab.maven.simulator.Fault;
import dev.homelab.maven.simulator.SimulatedLab;
import dev.homelab.maven.simulator.Simulator;
import dev.homelab.maven.simulator.SimulatorSettings;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Role;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link ProxmoxApi} asks the simulator, over HTTPS, what it asks a real Proxmox. */
@Timeout(60)
class ProxmoxOnSimulatorTest {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private SimulatedLab lab;
  private Simulator simulator;
  private ProxmoxApi proxmox;

  private void start(Release release) throws IOException, ProxmoxException {
    lab = SimulatedLab.of(Map.of("proxmox_node", "pve"), release);
    simulator = Simulator.start(SimulatorSettings.of(lab.cluster()));
    proxmox = open(new ApiToken(lab.tokenId(), lab.tokenSecret()));
  }

  private ProxmoxApi open(ApiToken token) throws ProxmoxException {
    return open(token, new Trust.Fingerprint(simulator.fingerprint()));
  }

  private ProxmoxApi open(ApiToken token, Trust trust) throws ProxmoxException {
    return ProxmoxApi.open(new Connection(simulator.url(), token, trust, Duration.ofSeconds(10)));
  }

  @AfterEach
  void close() {
    if (proxmox != null) {
      proxmox.close();
    }
    simulator.close();
  }

  private void addMachine() {
    simulator.change(
        cluster ->
            cluster
                .machines()
                .put(
                    100,
                    VirtualMachine.of(100, "pve")
                        .with("name", "k3s-1")
                        .with("agent", "1")
                        .with("memory", "2048")
                        .with("tags", "k3s")
                        .with("net0", "virtio=BC:24:11:00:00:01,bridge=vmbr0")
                        .with("ipconfig0", "ip=10.23.45.31/24,gw=10.23.45.1")));
  }

  private ProxmoxException failure(Asking.Question question) {
    return assertThrows(ProxmoxException.class, () -> question.ask(proxmox));
  }

  private String message(ProxmoxException failure) {
    return failure.getMessage().replace(simulator.url().getAuthority(), "PVE");
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void asksAnEmptyLabEverything(Release release) throws Exception {
    start(release);

    assertEquals(release.version(), proxmox.version().text());
    assertEquals(release == Release.V8 ? 8 : 9, proxmox.version().major());
    assertEquals(
        List.of("pve true"),
        proxmox.nodes().stream().map(node -> node.name() + " " + node.online()).toList());
    NodeStatus status = proxmox.nodeStatus("pve");
    assertTrue(status.cpuFlags().contains("sse4_2"), () -> status.cpuFlags().toString());
    assertTrue(status.memoryAvailable().orElse(0) > 24L << 30, status::toString);
    Duration behind = Duration.between(proxmox.time("pve").now(), Instant.now()).abs();
    assertTrue(behind.toSeconds() < 5, behind::toString);
    assertEquals(
        Set.of("local", "local-lvm"),
        new TreeSet<>(proxmox.storages("pve").stream().map(Storage::name).toList()));
    for (Storage storage : proxmox.storages("pve")) {
      assertTrue(storage.active() && storage.enabled(), storage::toString);
      assertTrue(storage.available().orElse(0) > 0, storage::toString);
    }
    assertTrue(
        proxmox.networks("pve").stream()
            .anyMatch(network -> network.name().equals("vmbr0") && network.bridge()));
    assertEquals(List.of(), proxmox.vms());
    assertEquals(List.of(), proxmox.volumes("pve", "local", "iso"));
    assertEquals(List.of(), proxmox.tasks("pve"));
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void seesTheTokensPrivileges(Release release) throws Exception {
    start(release);
    Permissions all = proxmox.permissions();

    assertEquals(
        Set.of(),
        SimulatedLab.privileges(release).stream()
            .filter(privilege -> !all.allows("/vms/100", privilege))
            .collect(Collectors.toSet()));
    assertEquals(false, all.allows("/vms/100", "Permissions.Modify"));
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void leadsAMachineThroughItsLife(Release release) throws Exception {
    start(release);
    addMachine();
    List<String> lines = new ArrayList<>();

    assertTrue(proxmox.awaitTask(proxmox.start("pve", 100), lines::add, LONGEST).succeeded());
    assertTrue(proxmox.vmStatus("pve", 100).running());
    assertTrue(proxmox.vms().get(0).running());
    VmConfig config = proxmox.vmConfig("pve", 100);
    assertEquals("k3s-1", config.name());
    assertEquals("vmbr0", config.nics().get(0).bridge());
    assertEquals("10.23.45.31/24", config.ipConfigs().get(0).ip());

    proxmox.setDescription("pve", 100, "ä\n& 100 %", config.digest());
    assertEquals("ä\n& 100 %", proxmox.vmConfig("pve", 100).get("description").strip());

    proxmox.awaitTask(proxmox.stop("pve", 100), lines::add, LONGEST);
    proxmox.awaitTask(proxmox.delete("pve", 100), lines::add, LONGEST);
    assertEquals(List.of(), proxmox.vms());
    assertEquals(
        List.of("qmdestroy", "qmstop", "qmstart"),
        proxmox.tasks("pve").stream().map(task -> task.upid().type()).toList());
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void changesNothingThatSomebodyElseHasChanged(Release release) throws Exception {
    start(release);
    addMachine();
    String digest = proxmox.vmConfig("pve", 100).digest();
    proxmox.setDescription("pve", 100, "theirs", digest);

    ProxmoxException failure = failure(p -> p.setDescription("pve", 100, "ours", digest));

    assertEquals(Kind.REJECTED, failure.kind(), failure.getMessage());
    assertEquals("theirs", proxmox.vmConfig("pve", 100).get("description").strip());
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void saysThatTheSecretIsWrong(Release release) throws Exception {
    start(release);
    try (ProxmoxApi other = open(new ApiToken(lab.tokenId(), "wrong-secret"))) {
      ProxmoxException failure = assertThrows(ProxmoxException.class, other::version);

      assertEquals(
          """
          Proxmox at PVE does not accept the API token homelab@pve!iac
            fix: see on the node with 'pveum user token list homelab@pve' whether it exists and \
          has not expired; its secret cannot be seen again, only a new token be made: pveum user \
          token add homelab@pve iac""",
          message(failure));
    }
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void saysWhichPrivilegeIsLacking(Release release) throws Exception {
    start(release);
    addMachine();
    simulator.change(
        cluster -> {
          cluster.roles().removeIf(role -> role.id().equals("Homelab"));
          cluster.roles().add(new Role("Homelab", Set.of("VM.Audit"), false));
        });

    assertEquals(
        """
        The API token homelab@pve!iac may not do POST /nodes/pve/qemu/100/status/stop: Permission \
        check failed (/vms/100, VM.PowerMgmt)
          fix: let it: pveum role add Homelab-VM-PowerMgmt --privs VM.PowerMgmt && pveum acl modify \
        /vms/100 --roles Homelab-VM-PowerMgmt --tokens 'homelab@pve!iac'; if it is not privilege \
        separated, --users homelab@pve instead""",
        message(failure(p -> p.stop("pve", 100))));
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void saysThatAMachineOrNodeDoesNotExist(Release release) throws Exception {
    start(release);

    assertEquals(Kind.NOT_FOUND, failure(p -> p.vmConfig("pve", 4711)).kind());
    assertEquals(Kind.NOT_FOUND, failure(p -> p.nodeStatus("pvx")).kind());
    assertEquals(Kind.NOT_FOUND, failure(p -> p.volumes("pve", "fast", "iso")).kind());
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void saysThatTheGuestAgentIsSilent(Release release) throws Exception {
    start(release);
    addMachine();

    assertEquals(Kind.AGENT_SILENT, failure(p -> p.agentInterfaces("pve", 100)).kind());
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void showsWhyATaskFailed(Release release) throws Exception {
    start(release);
    addMachine();
    simulator.faults().add(Fault.taskFails("POST /nodes/*/qemu/*/status/start", "no space left"));

    ProxmoxException failure =
        failure(p -> p.awaitTask(p.start("pve", 100), TaskWatcher.NONE, LONGEST));

    assertEquals(Kind.TASK_FAILED, failure.kind());
    assertEquals("no space left", failure.words());
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void noticesThatTheTokenIsTakenAwayInTheMiddle(Release release) throws Exception {
    start(release);
    addMachine();
    simulator.faults().add(Fault.revokes("GET /nodes/*/tasks/*/status"));

    ProxmoxException failure =
        failure(p -> p.awaitTask(p.start("pve", 100), TaskWatcher.NONE, LONGEST));

    assertEquals(Kind.UNAUTHORIZED, failure.kind());
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void survivesWhatPasses(Release release) throws Exception {
    start(release);
    simulator.faults().add(Fault.drops("GET /version"));
    simulator.faults().add(Fault.fails("GET /version", 596, "broken").from(2));
    simulator.faults().add(Fault.text("GET /version", 502, "<html>Bad Gateway</html>").from(3));

    assertEquals(release.version(), proxmox.version().text());
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void doesNotDoTwiceWhatMayHaveBeenDone(Release release) throws Exception {
    start(release);
    addMachine();
    simulator.faults().add(Fault.loses("POST /nodes/*/qemu/*/status/start"));

    ProxmoxException failure = failure(p -> p.start("pve", 100));

    assertEquals(Kind.UNREACHABLE, failure.kind());
    assertEquals(
        1,
        simulator.requests().stream()
            .filter(request -> request.toString().contains("/status/start"))
            .count());
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void trustsTheSimulatorsCertificateOnlyWhenToldTo(Release release) throws Exception {
    start(release);
    ApiToken token = new ApiToken(lab.tokenId(), lab.tokenSecret());
    Path pem = Files.writeString(folder.resolve("ca.pem"), simulator.certificate().pem());

    try (ProxmoxApi byFile = open(token, new Trust.CaFile(pem));
        ProxmoxApi bySystem = open(token, new Trust.SystemTrust())) {
      assertEquals(release.version(), byFile.version().text());
      ProxmoxException failure = assertThrows(ProxmoxException.class, bySystem::version);
      assertEquals(Kind.CERTIFICATE, failure.kind());
      assertTrue(failure.getMessage().contains(simulator.fingerprint()), failure.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void knowsHowItsTokenWasMade(Release release) throws Exception {
    start(release);

    Optional<TokenInfo> token = proxmox.tokenInfo();

    assertEquals(Optional.of(new TokenInfo(Optional.empty(), false, "")), token);
  }
}
