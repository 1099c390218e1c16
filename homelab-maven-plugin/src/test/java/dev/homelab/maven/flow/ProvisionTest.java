package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.check.answers.AnswersCheck;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.testing.FakeHypervisor;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.testing.Lines;
import dev.homelab.maven.testing.Scripts;
import dev.homelab.maven.testing.StandInMachine;
import dev.homelab.maven.tool.Supplies;
import dev.homelab.maven.tool.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link Provision} with a stand-in for tofu and for the hypervisor. */
@DisabledOnOs(OS.WINDOWS)
class ProvisionTest {

  private static final String SECRET = "12345678-1234-1234-1234-1234567890ab";
  private static final String ADDRESS = "module.node.proxmox_vm_qemu.vm";

  /** As tofu 1.12.6 prints it with the provider of the generated tree, shortened. */
  private static final String CREATE =
      """
      {"planned_values":{"root_module":{"child_modules":[{"resources":[{
        "address":"module.node.proxmox_vm_qemu.vm","type":"proxmox_vm_qemu","values":{"name":"k3s-1"}}]}]}},
       "resource_changes":[{"address":"module.node.proxmox_vm_qemu.vm","type":"proxmox_vm_qemu",
        "change":{"actions":["create"],"before":null,"before_sensitive":false,
         "after":{"name":"k3s-1","target_node":"pve","memory":24576,"cpu":[{"cores":4,"type":"host"}],
          "ipconfig0":"ip=10.23.45.31/24,gw=10.23.45.1","cipassword":"hidden","onboot":true},
         "after_unknown":{"id":true,"vmid":true},"after_sensitive":{"cipassword":true}}}],
       "output_changes":{"vm_id":{"actions":["create"]},"ip_address":{"actions":["create"]}}}""";

  private static final String STATE =
      """
      "prior_state":{"values":{"root_module":{"child_modules":[{"resources":[{
        "address":"module.node.proxmox_vm_qemu.vm","type":"proxmox_vm_qemu",
        "values":{"name":"k3s-1","vmid":101}}]}]}}}""";

  private static final String NOTHING = "{" + STATE + ",\"resource_changes\":[]}";

  @TempDir private Path folder;
  private final Lines console = new Lines();
  private FakeHypervisor hypervisor;
  private StandInMachine machine;
  private Path root;
  private LabFolder lab;
  private Scripts tools;

  @BeforeEach
  void prepare() throws Exception {
    root = Files.createDirectories(folder.resolve("my lab")).toRealPath();
    lab = new LabFolder(root).writeAnswers().write("terraform/envs/k3s-single/main.tf", "\n");
    hypervisor = new FakeHypervisor(folder.resolve("orders"));
    machine = StandInMachine.start();
    tools = new Scripts(folder.resolve("bin"));
    tofu("");
    plans(CREATE, NOTHING);
    does(
        "echo '{\"resources\":[]}' > terraform.tfstate; echo \""
            + ADDRESS
            + ": Creating...\"; echo"
            + " machine 101 k3s-1 running >> '"
            + folder
            + "/orders'");
  }

  @AfterEach
  void stop() throws Exception {
    machine.close();
  }

  /** It notes its arguments and what it is given, shows one plan after the other, and applies. */
  private void tofu(String more) {
    tools.write(
        "tofu",
        """
        case "$1" in version|-version|--version) echo 'OpenTofu v1.12.6'; exit;; esac
        cd "${1#-chdir=}"; shift
        echo "$*" >> '%1$s/calls'
        env | sort > '%1$s/env'
        %2$s
        case "$1" in
          plan) for a; do case "$a" in -out=*) cp "${a#-out=}" '%1$s/was'; ls -l "${a#-out=}" > '%1$s/mode';; esac; done;;
          show) n=$(ls '%1$s/plans' | head -1); cat '%1$s/plans/'"$n"
                [ "$(ls '%1$s/plans' | wc -l)" = 1 ] || rm '%1$s/plans/'"$n";;
          apply) ls -l terraform.tfstate > '%1$s/state-mode'; . '%1$s/apply';;
          output) echo '{"vm_id":{"value":101},"ip_address":{"value":"10.23.45.31"}}';;
        esac
        """
            .formatted(folder, more));
  }

  private void plans(String... plans) throws IOException {
    Path all = Files.createDirectories(folder.resolve("plans"));
    try (Stream<Path> old = Files.list(all)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (int i = 0; i < plans.length; i++) {
      Files.writeString(all.resolve(Integer.toString(i)), plans[i]);
    }
  }

  private void does(String script) throws IOException {
    Files.writeString(folder.resolve("apply"), script + "\n");
  }

  private static String change(String actions, String more) {
    return "{"
        + STATE
        + ",\"resource_changes\":[{\"address\":\""
        + ADDRESS
        + "\",\"type\":\"proxmox_vm_qemu\",\"change\":{\"actions\":"
        + actions
        + ","
        + more
        + "}}]}";
  }

  private ProvisionRequest request() {
    return new ProvisionRequest(
        root,
        "lab",
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Cleanup.NONE,
        Optional.empty(),
        Duration.ZERO,
        Duration.ofSeconds(5),
        List.of(new AnswersCheck()));
  }

  private static ProvisionRequest allowing(ProvisionRequest r, String... addresses) {
    return new ProvisionRequest(
        r.root(),
        r.name(),
        r.environment(),
        r.upgrade(),
        r.replace(),
        List.of(addresses),
        r.cleanup(),
        r.adopt(),
        r.patience(),
        r.waits(),
        r.checks());
  }

  private static ProvisionRequest settling(
      ProvisionRequest r, Cleanup cleanup, Optional<Integer> adopt) {
    return new ProvisionRequest(
        r.root(),
        r.name(),
        r.environment(),
        r.upgrade(),
        r.replace(),
        r.allowReplace(),
        cleanup,
        adopt,
        r.patience(),
        r.waits(),
        r.checks());
  }

  private void run(ProvisionRequest request) throws HomelabException {
    ToolSettings settings =
        new ToolSettings(
            Map.of(
                "PATH",
                tools.folder() + ":/usr/bin:/bin",
                "TF_VAR_state_passphrase",
                "0123456789abcdef"),
            root.resolve("target/homelab/logs"),
            Optional.of(folder.resolve("cache")),
            Supplies.NONE,
            true,
            Optional.empty());
    new Provision(
            new Bench(
                console,
                settings,
                new Secrets(),
                hypervisor,
                () -> Optional.of(new Token("u@pve!t", SECRET)),
                machine))
        .run(request);
  }

  private String refused(ProvisionRequest request) {
    return assertThrows(HomelabException.class, () -> run(request)).getMessage();
  }

  private List<String> verbs() throws IOException {
    return Files.readAllLines(folder.resolve("calls")).stream().map(c -> c.split(" ")[0]).toList();
  }

  @Test
  void showsThePlanAppliesExactlyThatAndWaitsForTheMachine() throws Exception {
    run(request());

    assertEquals(
        List.of(
            "  create   module.node.proxmox_vm_qemu.vm  cpu.cores 4, ipconfig0"
                + " ip=10.23.45.31/24,gw=10.23.45.1, memory 24576, name k3s-1, target_node pve",
            "  outputs  vm_id, ip_address",
            "  00:00  module.node.proxmox_vm_qemu.vm: Creating...",
            "done: 1 to create",
            "machine 101 at 10.23.45.31 runs, and its Kubernetes API answers"),
        console.all());
    String plan = root.resolve(".homelab/plans/k3s-single.tfplan").toString();
    assertEquals(
        List.of(
            "init -input=false -no-color",
            "plan -input=false -no-color -lock-timeout=0s -out=" + plan,
            "show -json -no-color " + plan,
            "apply -input=false -no-color -lock-timeout=0s " + plan,
            "output -json -no-color"),
        Files.readAllLines(folder.resolve("calls")));
    assertFalse(Files.exists(Path.of(plan)));
  }

  @Test
  void planAndStateAreForTheirOwnerAloneFromTheirFirstByte() throws Exception {
    run(request());

    assertTrue(Files.readString(folder.resolve("mode")).startsWith("-rw-------"));
    assertTrue(Files.readString(folder.resolve("state-mode")).startsWith("-rw-------"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(
                root.resolve("terraform/envs/k3s-single/terraform.tfstate"))));
  }

  @Test
  void aSecondRunHasNothingToChange() throws Exception {
    run(request());
    console.clear();

    run(request());

    assertEquals(
        List.of(
            "nothing to change", "machine 101 at 10.23.45.31 runs, and its Kubernetes API answers"),
        console.all());
    assertEquals(1, verbs().stream().filter("apply"::equals).count());
  }

  @Test
  void answersAndTokenReachTofuByItsEnvironmentAndNoLogHasTheSecrets() throws Exception {
    tofu("[ $1 != plan ] || echo \"$PM_API_TOKEN_SECRET $TF_VAR_state_passphrase\"");

    run(request());

    String environment = Files.readString(folder.resolve("env"));
    assertTrue(environment.contains("TF_VAR_node_name=k3s-1\n"), environment);
    assertFalse(Files.readString(folder.resolve("calls")).contains(SECRET));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file);
        assertFalse(content.contains(SECRET), file.toString());
        assertFalse(content.contains("0123456789abcdef"), file.toString());
      }
    }
  }

  @Test
  void overridesAreGivenAsMakeGivesThem() throws Exception {
    lab.write("terraform/globals.tfvars", "")
        .write("terraform/envs/k3s-single/terraform.tfvars", "");

    run(request());

    assertTrue(
        Files.readAllLines(folder.resolve("calls"))
            .get(1)
            .endsWith(" -var-file=../../globals.tfvars -var-file=terraform.tfvars"));
  }

  @Test
  void whatWouldReplaceAMachineIsRefusedWithTheWayToAllowIt() throws Exception {
    hypervisor.machine(101, "k3s-1", "running");
    plans(
        change(
            "[\"create\",\"delete\"]",
            "\"before\":{\"clone\":\"a\",\"id\":\"x\"},\"after\":{\"clone\":\"b\"},"
                + "\"after_unknown\":{\"id\":true},\"replace_paths\":[[\"clone\"]]"));

    assertEquals(
        "the plan would replace "
            + ADDRESS
            + ", and what is on it would be lost\n  fix: if that is what you want:"
            + " -Dhomelab.allowReplace="
            + ADDRESS
            + "; nothing was changed",
        refused(request()));
    assertEquals(
        List.of("  replace  " + ADDRESS + "  because of clone: clone a -> b"), console.all());
    assertFalse(verbs().contains("apply"));
    assertEquals(
        "there is no template b to clone\n  fix: build it: mvn homelab:image",
        refused(allowing(request(), ADDRESS)));
    hypervisor.template(9000, "b");

    run(allowing(request(), ADDRESS));

    assertTrue(verbs().contains("apply"));
  }

  @Test
  void whatWouldRemoveAMachineIsRefusedToo() throws Exception {
    hypervisor.machine(101, "k3s-1", "running");
    plans(change("[\"delete\"]", "\"before\":{\"name\":\"k3s-1\",\"vmid\":101},\"after\":null"));

    assertTrue(
        refused(request()).startsWith("the plan would destroy " + ADDRESS + ", and what is on it"));
    assertEquals(List.of("  destroy  " + ADDRESS + "  name k3s-1, vmid 101"), console.all());
  }

  @Test
  void aChangeInPlaceNeedsNoLeave() throws Exception {
    hypervisor.machine(101, "k3s-1", "running");
    plans(
        change(
            "[\"update\"]",
            "\"before\":{\"cpu\":[{\"cores\":4}]},\"after\":{\"cpu\":[{\"cores\":6}]}"),
        NOTHING);
    does("");

    run(request());

    assertEquals(
        List.of("  change   " + ADDRESS + "  cpu.cores 4 -> 6", "done: 1 to change"),
        console.all().subList(0, 2));
  }

  @Test
  void theStateIsCopiedBeforeItIsChanged() throws Exception {
    run(request());
    plans(change("[\"update\"]", "\"before\":{\"memory\":1},\"after\":{\"memory\":2}"));
    does("echo new > terraform.tfstate");

    run(request());

    try (Stream<Path> copies = Files.list(root.resolve(".homelab/states/k3s-single"))) {
      Path copy = copies.findFirst().orElseThrow();
      assertEquals("{\"resources\":[]}\n", Files.readString(copy));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
    }
  }

  @Test
  void aMachineThatNoStateKnowsIsNamedBeforeASecondOneIsMade() throws Exception {
    hypervisor.machine(105, "k3s-1", "stopped");

    assertEquals(
        "machine 105 (stopped) on pve is named k3s-1 too, and tofu does not know it\n"
            + "  fix: if it is this environment's, let tofu take it: -Dhomelab.adopt=105; if nobody"
            + " needs it, let it be removed: -Dhomelab.cleanup=105; if it is something else, rename"
            + " it",
        refused(request()));
    assertFalse(verbs().contains("apply"));
    assertEquals(List.of(), hypervisor.changes);
  }

  @Test
  void itIsRemovedWhenThatIsAskedFor() throws Exception {
    hypervisor.machine(105, "k3s-1", "stopped");

    run(settling(request(), Cleanup.of("105"), Optional.empty()));

    assertEquals(List.of("remove 105"), hypervisor.changes);
    assertEquals(
        "removing machine 105 (stopped) on pve, which no state knows", console.all().get(0));
  }

  @Test
  void itIsAdoptedWhenThatIsAskedFor() throws Exception {
    hypervisor.machine(105, "k3s-1", "stopped");
    plans(CREATE, NOTHING);

    run(settling(request(), Cleanup.NONE, Optional.of(105)));

    assertTrue(
        Files.readAllLines(folder.resolve("calls"))
            .contains(
                "import -input=false -no-color -lock-timeout=0s " + ADDRESS + " pve/qemu/105"));
    assertEquals(
        List.of("machine 105 (stopped) on pve is " + ADDRESS + " from now on", "nothing to change"),
        console.all().subList(0, 2));
  }

  @Test
  void aSecondOneBesideThatOfTheStateCannotBeAdopted() throws Exception {
    plans(NOTHING);
    hypervisor.machine(101, "k3s-1", "running");
    hypervisor.machine(105, "k3s-1", "running");

    assertEquals(
        "k3s-1 is in the state already, and machine 105 (running) on pve cannot be a second one\n"
            + "  fix: let it be removed: -Dhomelab.cleanup=105",
        refused(settling(request(), Cleanup.NONE, Optional.of(105))));
  }

  @Test
  void anApplyThatFailsTellsWhyAndWhatItHasLeft() throws Exception {
    does(
        "echo 'machine 105 k3s-1 stopped' >> '"
            + folder
            + "/orders'\n"
            + "printf '\\nError: 500 storage full\\n\\n  with "
            + ADDRESS
            + ",\\n  on main.tf line 1:\\n   1: resource\\n\\n' >&2; exit 1");

    String message = refused(request());

    assertEquals(
        "tofu apply failed: 500 storage full: with "
            + ADDRESS
            + ",: on main.tf line 1:\n"
            + "  fix: mend what it names, then run it again: what is made already stays; all it"
            + " said is in LOG\n"
            + "machine 105 (stopped) on pve is named k3s-1 too, and tofu does not know it\n"
            + "  fix: if it is this environment's, let tofu take it: -Dhomelab.adopt=105; if nobody"
            + " needs it, let it be removed: -Dhomelab.cleanup=105; if it is something else, rename"
            + " it",
        message.replaceAll("said is in .*", "said is in LOG"));
    // tofu had not written anything into it.
    assertFalse(Files.exists(root.resolve("terraform/envs/k3s-single/terraform.tfstate")));
  }

  @Test
  void aLockOfTheStateIsToldWithItsHolderAndTheWayToReleaseIt() {
    tofu(
        """
        case "$1" in plan) cat >&2 <<END

        Error: Error acquiring the state lock

        Error message: resource temporarily unavailable
        Lock Info:
          ID:        6a39dd85-c1b4-c7d7-1d8b-e1fa0d9e53ba
          Path:      terraform.tfstate
          Operation: OperationTypeApply
          Who:       anna@desk
          Version:   1.12.6
          Created:   2026-11-24 15:02:11.5 +0000 UTC
          Info:

        END
        exit 1;; esac
        """);

    assertEquals(
        "the state of k3s-single is locked by anna@desk (apply), since 2026-11-24 15:02:11.5 +0000"
            + " UTC\n"
            + "  fix: wait until that run has ended, or let this one wait: -Dhomelab.wait=SECONDS;"
            + " if it is dead: tofu -chdir=terraform/envs/k3s-single force-unlock"
            + " 6a39dd85-c1b4-c7d7-1d8b-e1fa0d9e53ba",
        refused(request()));
  }

  @Test
  void anEnvironmentThatIsNotThereIsNotTaken() {
    ProvisionRequest r = request();

    assertEquals(
        "there is no environment 'k3s-ha' in terraform/envs\n"
            + "  fix: set environment in homelab.properties, or -Dhomelab.env, to one of:"
            + " k3s-single",
        refused(
            new ProvisionRequest(
                r.root(),
                r.name(),
                Optional.of("k3s-ha"),
                r.upgrade(),
                r.replace(),
                r.allowReplace(),
                r.cleanup(),
                r.adopt(),
                r.patience(),
                r.waits(),
                r.checks())));
  }
}
