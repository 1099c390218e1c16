package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homelab.maven.credentials.CredentialSources;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.StatusReport;
import dev.homelab.maven.simulator.SimulatedLab;
import dev.homelab.maven.simulator.Simulator;
import dev.homelab.maven.simulator.SimulatorSettings;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.VirtualMachine;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.testing.Scripts;
import dev.homelab.maven.tool.Supplies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link Status}, with a simulated Proxmox and a kubectl that knows a few answers. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class StatusTest {

  private static final String TEMPLATE = "alma9-k3-node-amd64-v1.36.3-v1";

  @TempDir private Path folder;
  private Path lab;
  private SimulatedLab simulated;
  private Simulator simulator;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(folder.resolve("healthy/lab"));
    HealthyLab healthy = HealthyLab.make(folder.resolve("healthy"), Map.of());
    lab = healthy.folder();
    new LabFolder(lab).write("terraform/envs/k3s-single/main.tf", "");
    simulated = SimulatedLab.of(Map.of("proxmox_node", "pve1"), Release.V9);
    simulator = Simulator.start(SimulatorSettings.of(simulated.cluster()));
    variables.put("PM_API_TOKEN_ID", simulated.tokenId());
    variables.put("PM_API_TOKEN_SECRET", simulated.tokenSecret());
    variables.put("PATH", healthy.tools().toString());
    variables.put("HOME", folder.toString());
    String answers = Files.readString(lab.resolve("homelab.properties"));
    Files.writeString(
        lab.resolve("homelab.properties"),
        answers.replaceAll("proxmox_url *=.*", "proxmox_url = " + simulator.url()));
  }

  @AfterEach
  void end() {
    simulator.close();
  }

  private StatusReport look() throws Exception {
    Secrets secrets = new Secrets();
    return new Status(
            new ToolSettings(
                variables,
                lab.resolve("target/logs"),
                Optional.of(folder.resolve("cache")),
                Supplies.NONE,
                false,
                Optional.empty()))
        .look(
            new StatusRequest(
                lab,
                "lab",
                Optional.empty(),
                new ProxmoxAccess(
                    new CredentialSources(id -> Optional.empty(), variables, secrets),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(simulator.fingerprint()),
                    Duration.ofSeconds(5)),
                secrets));
  }

  private String lines() throws Exception {
    return String.join("\n", look().lines())
        .replaceAll(" at [0-9a-f]{8}\\b", " at 01234567")
        .replaceAll(" +", " ");
  }

  private void machines() {
    simulator.change(
        cluster -> {
          cluster
              .machines()
              .put(
                  9000,
                  VirtualMachine.of(9000, "pve1").with("name", TEMPLATE).with("template", "1"));
          VirtualMachine machine =
              VirtualMachine.of(101, "pve1")
                  .with("name", "k3s-1")
                  .with("cores", "4")
                  .with("memory", "16384")
                  .with("ipconfig0", "ip=10.23.45.31/24,gw=10.23.45.1");
          machine.start(0, 4711);
          cluster.machines().put(101, machine);
        });
    new LabFolder(lab)
        .write(
            "terraform/envs/k3s-single/terraform.tfstate",
            """
            {"version": 4, "resources": [{"type": "proxmox_vm_qemu", "name": "vm", "instances": [
            {"attributes": {"vmid": 101, "name": "k3s-1", "clone": "%s"}}]}], "outputs": {}}"""
                .formatted(TEMPLATE));
  }

  @Test
  void tellsThatNothingIsThereYet() throws Exception {
    assertEquals(
        """
        homelab status: lab, environment k3s-single
         template alma9-k3-node-amd64-v1.36.3-v1 not there
         build it: mvn homelab:image
         machine k3s-1 not there
         tofu has made none yet: mvn homelab:provision
         cluster k3s-single not there
         there is no kubeconfig of it here yet: mvn homelab:kubeconfig
         repository main at 01234567, as here ok
        1 ok, 3 not there""",
        lines());
  }

  @Test
  void tellsWhatDiffersFromTheRepository() throws Exception {
    machines();
    new LabFolder(lab).write(".kube/k3s-single.yaml", "kind: Config\n");
    new Scripts(Path.of(variables.get("PATH")))
        .write(
            "kubectl",
            """
            case "$*" in
              *version*) echo 'Client Version: v1.36.3' ;;
              *readyz*) echo ok ;;
              *nodes*) echo '{"kind": "List", "items": [{"metadata": {"name": "k3s-1"}, "status": {
                "nodeInfo": {"kubeletVersion": "v1.36.2+k3s1"},
                "conditions": [{"type": "Ready", "status": "True"}]}}]}' ;;
              *helmchart*) echo '{"kind": "HelmChart", "status": {"conditions": [
                {"type": "Failed", "status": "False"}]}}' ;;
              *applications*) echo '{"kind": "List", "items": [
                {"metadata": {"name": "home"}, "spec": {"source": {"targetRevision": "main",
                "repoURL": "https://git.example.org/me/lab.git"}}, "status": {
                "sync": {"status": "Synced", "revision": "abcdef0123456789"},
                "health": {"status": "Healthy"}, "resources": [{"kind": "Application"}]}},
                {"metadata": {"name": "phpipam"}, "spec": {}, "status": {
                "sync": {"status": "Unknown", "revision": ""}, "health": {"status": "Healthy"},
                "conditions": [{"type": "ComparisonError", "message": "no chart"}]}}]}' ;;
              *) echo "no answer to $*" >&2; exit 1 ;;
            esac
            """);
    new LabFolder(lab).write("k8s/mine.yaml", "a: 1\n");

    assertEquals(
        """
        homelab status: lab, environment k3s-single
         template alma9-k3-node-amd64-v1.36.3-v1 (9000 on pve1) ok
         machine k3s-1 (101 on pve1), from alma9-k3-node-amd64-v1.36.3-v1 differs
         memory is 16384, the answers say 24576
         cluster node k3s-1 v1.36.2+k3s1 differs
         it runs v1.36.2+k3s1, the answers say v1.36.3+k3s1
         application home at 01234567, 1 object ok
         application phpipam, 0 objects differs
         Unknown, Healthy, no objects
         ComparisonError: no chart
         repository https://git.example.org/me/lab.git differs
         k8s/ is not committed, and Argo CD would sync without it
         fix: git add -A k8s && git commit, then git push
        2 ok, 4 differs""",
        lines());
  }

  @Test
  void tellsOfMachinesThatAreGoneOrThatNobodyKnows() throws Exception {
    machines();
    simulator.change(
        cluster -> {
          cluster.machines().remove(101);
          cluster.machines().put(105, VirtualMachine.of(105, "pve1").with("name", "k3s-1"));
        });

    List<String> machines =
        look().parts().stream()
            .filter(part -> part.kind().equals("machine"))
            .map(part -> part.what() + " " + part.state().words() + " " + part.differences())
            .toList();

    assertEquals(
        List.of(
            "k3s-1 (101) not there [tofu has made it, and Proxmox has it no more:"
                + " mvn homelab:provision]",
            "k3s-1 (105 on pve1) differs [tofu does not know it: mvn homelab:provision says what"
                + " to do]"),
        machines);
  }

  @Test
  void hidesNothingOfTheRestWhenProxmoxCannotBeAsked() throws Exception {
    machines();
    variables.remove("PM_API_TOKEN_ID");
    variables.remove("PM_API_TOKEN_SECRET");

    JsonNode json = new ObjectMapper().readTree(look().json());

    assertEquals("status", json.path("goal").asText());
    assertEquals("unknown", json.path("parts").path(0).path("state").asText());
    assertEquals("k3s-1 (101), made by tofu", json.path("parts").path(1).path("what").asText());
    assertEquals("repository", json.path("parts").path(3).path("kind").asText());
    assertEquals("ok", json.path("parts").path(3).path("state").asText());
  }
}
