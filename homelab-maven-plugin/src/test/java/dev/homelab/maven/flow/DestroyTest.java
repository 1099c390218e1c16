package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homelab.maven.check.answers.AnswersCheck;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.testing.FakeHypervisor;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.testing.Lines;
import dev.homelab.maven.testing.Scripts;
import dev.homelab.maven.tool.Supplies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link Destroy} and {@link Outlook} with a stand-in for tofu and the hypervisor. */
@DisabledOnOs(OS.WINDOWS)
class DestroyTest {

  private static final String MACHINE =
      """
      {"prior_state":{"values":{"root_module":{"resources":[{"address":"m.vm",
        "type":"proxmox_vm_qemu","values":{"name":"k3s-1","vmid":101}}]}}},
       "resource_changes":[{"address":"m.vm","type":"proxmox_vm_qemu","change":{"actions":["delete"],
        "before":{"name":"k3s-1","vmid":101},"after":null}}]}""";

  @TempDir private Path folder;
  private final Lines console = new Lines();
  private FakeHypervisor hypervisor;
  private Path root;

  @BeforeEach
  void prepare() throws Exception {
    root = Files.createDirectories(folder.resolve("my lab")).toRealPath();
    new LabFolder(root)
        .writeAnswers()
        .write("terraform/envs/k3s-single/main.tf", "\n")
        .write("packer/image/image.pkr.hcl", "\n")
        .write(".kube/k3s-single.yaml", "\n");
    hypervisor = new FakeHypervisor(folder.resolve("orders"));
    hypervisor.template(9000, "alma9-k3-node-amd64-v1.36.3-v1");
    hypervisor.template(9001, "somebody-elses");
    hypervisor.machine(101, "k3s-1", "running");
    plan(MACHINE);
    new Scripts(folder.resolve("bin"))
        .write(
            "tofu",
            """
            case "$1" in version|-version|--version) echo 'OpenTofu v1.12.6'; exit;; esac
            cd "${1#-chdir=}"; shift
            echo "$*" >> '%1$s/calls'
            case "$1" in
              show) cat '%1$s/plan';;
              apply) echo '{"resources":[]}' > terraform.tfstate; echo 'drop 101' >> '%1$s/orders';;
            esac
            """
                .formatted(folder));
  }

  private void plan(String json) throws Exception {
    Files.writeString(folder.resolve("plan"), json);
  }

  private Bench bench() {
    ToolSettings settings =
        new ToolSettings(
            Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin"),
            root.resolve("target/homelab/logs"),
            Optional.of(folder.resolve("cache")),
            Supplies.NONE,
            true,
            Optional.empty());
    return new Bench(console, settings, new Secrets(), hypervisor, Optional::empty, Reach.DIRECT);
  }

  private void destroy(Optional<String> answer) throws HomelabException {
    new Destroy(bench())
        .run(
            new DestroyRequest(
                root,
                "lab",
                Optional.empty(),
                question -> answer,
                Duration.ZERO,
                List.of(new AnswersCheck())));
  }

  @Test
  void removesWhatItHasShownWhenItIsToldTheName() throws Exception {
    destroy(Optional.of("k3s-single"));

    assertEquals(
        List.of(
            "this goes, with its disks and all that is on them:",
            "  destroy  m.vm  name k3s-1, vmid 101",
            "removed: 1",
            "left, and not touched:",
            "  alma9-k3-node-amd64-v1.36.3-v1: template 9000 on pve",
            "  the ISO in the storage of ISO files",
            "  .kube/k3s-single.yaml, which leads nowhere now"),
        console.all());
    assertEquals(
        List.of("init", "plan", "show", "apply"),
        Files.readAllLines(folder.resolve("calls")).stream().map(c -> c.split(" ")[0]).toList());
  }

  @Test
  void anotherNameIsNoConfirmation() throws Exception {
    HomelabException e =
        assertThrows(HomelabException.class, () -> destroy(Optional.of("k3s-test")));

    assertEquals(
        "nothing was removed: 'k3s-test' is not the environment's name\n"
            + "  fix: if it is to go: -Dhomelab.confirm=k3s-single",
        e.getMessage());
    assertFalse(Files.readString(folder.resolve("calls")).contains("apply"));
  }

  @Test
  void nobodysWordIsNoConfirmation() {
    HomelabException e = assertThrows(HomelabException.class, () -> destroy(Optional.empty()));

    assertEquals(
        "nothing was removed: nobody has confirmed it\n"
            + "  fix: if it is to go: -Dhomelab.confirm=k3s-single",
        e.getMessage());
  }

  @Test
  void whereThereIsNothingItSaysSoAndNamesWhatNoStateKnows() throws Exception {
    plan("{\"planned_values\":{},\"resource_changes\":[]}");

    destroy(Optional.of("k3s-single"));

    assertEquals(
        "there is nothing to remove: the state of k3s-single has no machine", console.all().get(0));
    assertEquals(
        "WARN   k3s-1: machine 101 (running) on pve, which no state knows: look at it, and remove"
            + " it in the web interface if nobody needs it",
        console.all().get(2));
  }

  @Test
  void theOutlookTellsEachGoalsChangesAndMakesNone() throws Exception {
    hypervisor.drop(9000);

    Outlook outlook =
        Outlook.at(new OutlookRequest(root, Optional.empty(), Duration.ZERO), bench());

    assertEquals(
        List.of(
            "image: would build alma9-k3-node-amd64-v1.36.3-v1: there is no template of that name",
            "provision: would",
            "  destroy  m.vm  name k3s-1, vmid 101",
            "gitops: would install Argo CD and hand the cluster over to"
                + " https://github.com/you/lab.git, revision main"),
        outlook.lines());
    assertEquals(
        """
        {
          "image" : "would build alma9-k3-node-amd64-v1.36.3-v1: there is no template of that name",
          "provision" : {
            "changes" : [ {
              "action" : "destroy",
              "address" : "m.vm",
              "attributes" : [ {
                "path" : "name",
                "before" : "k3s-1",
                "after" : ""
              }, {
                "path" : "vmid",
                "before" : "101",
                "after" : ""
              } ]
            } ],
            "outputs" : [ ]
          },
          "gitops" : "would install Argo CD and hand the cluster over to https://github.com/you/lab.git, revision main"
        }""",
        outlook.json().replace("\r\n", "\n"));
    assertFalse(Files.readString(folder.resolve("calls")).contains("apply"));
    assertEquals(List.of(), hypervisor.changes);
  }
}
