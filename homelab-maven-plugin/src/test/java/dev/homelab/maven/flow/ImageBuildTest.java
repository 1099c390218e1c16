package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.check.answers.AnswersCheck;
import dev.homelab.maven.check.markers.MarkersCheck;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.state.Begun;
import dev.homelab.maven.state.StateFolder;
import dev.homelab.maven.testing.FakeHypervisor;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.testing.Lines;
import dev.homelab.maven.testing.Scripts;
import dev.homelab.maven.tool.Supplies;
import dev.homelab.maven.tool.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link ImageBuild} with a stand-in for packer and for the hypervisor. */
@DisabledOnOs(OS.WINDOWS)
class ImageBuildTest {

  private static final String NAME = "alma9-k3-node-amd64-v1.36.3-v1";
  private static final String SECRET = "12345678-1234-1234-1234-1234567890ab";

  @TempDir private Path folder;
  private final Lines console = new Lines();
  private FakeHypervisor hypervisor;
  private Path orders;
  private Path root;
  private LabFolder lab;
  private Scripts tools;

  @BeforeEach
  void prepare() throws Exception {
    root = Files.createDirectories(folder.resolve("my lab")).toRealPath();
    orders = folder.resolve("orders");
    hypervisor = new FakeHypervisor(orders);
    lab = new LabFolder(root);
    lab.writeAnswers()
        .write("packer/common.pkr.hcl", "locals {}\n")
        .write("packer/image/image.pkr.hcl", "variable \"k3s_version\" {}\n")
        .write("packer/image/scripts/x.sh", "echo\n");
    tools = new Scripts(folder.resolve("bin"));
    packer("");
    nextBuildMakes(100);
  }

  /** It notes its arguments and what it was given, and does what is written to the file "build". */
  private void packer(String more) {
    tools.write(
        "packer",
        """
        if [ "$1" = version ] || [ "$1" = --version ]; then echo 'Packer v1.16.0'; exit; fi
        echo "$*" >> '%1$s/packer.calls'
        env | sort > '%1$s/packer.env'
        [ -e packer/image/common.pkr.hcl ] || { echo 'Error: no common.pkr.hcl'; exit 1; }
        %2$s
        case "$1" in build) . '%1$s/build';; esac
        """
            .formatted(folder, more));
  }

  private void build(String script) {
    try {
      Files.writeString(folder.resolve("build"), script);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void nextBuildMakes(int vmid) {
    build(
        """
        echo '1,,ui,say,==> proxmox-iso.alma9: Creating VM'
        echo '2,,ui,say,==> proxmox-iso.alma9: Waiting for SSH to become available...'
        echo '3,,ui,say,==> proxmox-iso.alma9: Provisioning with shell script: /lab/os-update.sh'
        echo '4,,ui,say,    proxmox-iso.alma9: token %2$s'
        echo '5,,ui,say,==> proxmox-iso.alma9: Converting VM to template'
        echo '{"builds":[{"builder_type":"proxmox-iso","artifact_id":"%1$d","packer_run_uuid":"run-%1$d",
          "custom_data":{"template":"%3$s"}}],"last_run_uuid":"run-%1$d"}' > packer/image/manifest.json
        echo 'template %1$d %3$s' >> '%4$s'
        """
            .formatted(vmid, SECRET, NAME, orders));
  }

  private void run(boolean force, Cleanup cleanup) throws HomelabException {
    ToolSettings settings =
        new ToolSettings(
            Map.of("PATH", tools.folder() + ":/usr/bin:/bin", "HOME", folder.toString()),
            root.resolve("target/homelab/logs"),
            Optional.of(folder.resolve("cache")),
            Supplies.NONE,
            true,
            Optional.empty());
    Bench bench =
        new Bench(
            console,
            settings,
            new Secrets(),
            hypervisor,
            () -> Optional.of(new Token("u@pve!t", SECRET)),
            Reach.DIRECT);
    new ImageBuild(bench)
        .run(
            new ImageRequest(
                root,
                "lab",
                force,
                cleanup,
                Duration.ZERO,
                List.of(new AnswersCheck(), new MarkersCheck())));
  }

  private void run() throws HomelabException {
    run(false, Cleanup.NONE);
  }

  private String refused() {
    return assertThrows(HomelabException.class, this::run).getMessage();
  }

  private List<String> calls() throws IOException {
    Path calls = folder.resolve("packer.calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  @Test
  void buildsWhatIsNotThereAndNothingTheSecondTime() throws Exception {
    run();

    assertEquals(
        List.of(
            "building " + NAME + ": there is no template of that name",
            "  00:00  building machine",
            "  00:00  installing, until SSH answers",
            "  00:00  provisioning by os-update.sh",
            "  00:00  converting to a template",
            "template " + NAME + " is ready: template 100 on pve"),
        console.all());
    assertEquals(
        List.of(
            "init packer/image",
            "validate packer/image",
            "build -color=false -machine-readable packer/image"),
        calls());
    assertTrue(hypervisor.notes(100).matches("Built by packer\\.\n\nhomelab: [0-9a-f]{64}\n"));
    console.clear();

    run();

    assertEquals(
        List.of(
            NAME
                + " is up to date: template 100 on pve, made from the files and answers that there"
                + " are now"),
        console.all());
    assertEquals(3, calls().size());
    assertEquals(List.of("describe 100"), hypervisor.changes);
  }

  @Test
  void theAnswersAndTheTokenReachPackerByItsEnvironmentAndNoLogHasTheSecret() throws Exception {
    run();

    String environment = Files.readString(folder.resolve("packer.env"));
    assertTrue(environment.contains("PKR_VAR_k3s_version=v1.36.3+k3s1\n"), environment);
    assertTrue(environment.contains("PKR_VAR_storage=local-lvm\n"), environment);
    assertTrue(environment.contains("PROXMOX_USERNAME=u@pve!t\n"), environment);
    assertTrue(environment.contains("PROXMOX_TOKEN=" + SECRET + "\n"), environment);
    assertFalse(calls().toString().contains(SECRET));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file).contains(SECRET), file.toString());
      }
    }
  }

  @Test
  void aChangeWithoutANewReleaseIsRefusedWithTheNextOneProposed() throws Exception {
    run();
    lab.write("packer/image/scripts/x.sh", "echo more\n");
    hypervisor.template(101, "alma9-k3-node-amd64-v1.36.3-v2");

    assertEquals(
        NAME
            + " is there (template 100 on pve) and was made from something else:"
            + " packer/image/scripts/x.sh has changed; it is not overwritten\n"
            + "  fix: set image_version = 3 in homelab.properties, then run it again; or use the"
            + " template as it is: -Dhomelab.image.skip",
        refused());
    assertEquals(3, calls().size());
  }

  @Test
  void anAnswerThatIsNoPartOfTheImageIsNoChange() throws Exception {
    run();
    String answers = Files.readString(root.resolve("homelab.properties"));
    lab.write("homelab.properties", answers.replace("cores = 4", "cores = 8"));
    console.clear();

    run();

    assertTrue(console.all().get(0).contains("is up to date"), console.all().toString());
  }

  @Test
  void anotherComputerTakesTheTemplatesOwnNoteForIt() throws Exception {
    run();
    Files.delete(root.resolve(".homelab/images/" + NAME + ".json"));
    console.clear();

    run();

    assertTrue(console.all().get(0).contains("is up to date"), console.all().toString());
  }

  @Test
  void aTemplateThatWasMadeByHandIsNotTakenForOurs() throws Exception {
    hypervisor.template(900, NAME);

    assertEquals(
        NAME
            + " is there (template 900 on pve) and has no note of what it was made from: it was not"
            + " built by this goal; it is not overwritten\n"
            + "  fix: set image_version = 2 in homelab.properties, then run it again; or use the"
            + " template as it is: -Dhomelab.image.skip",
        refused());
    assertEquals(List.of(), hypervisor.changes);
  }

  @Test
  void twoTemplatesOfOneNameAreNobodysChoice() {
    hypervisor.template(900, NAME);
    hypervisor.template(901, NAME);

    assertEquals(
        "there are 2 templates named "
            + NAME
            + ": template 900 on pve, template 901 on pve\n"
            + "  fix: remove or rename all but one: tofu would clone any of them",
        refused());
  }

  @Test
  void forceReplacesWhatNobodyUses() throws Exception {
    run();
    nextBuildMakes(102);
    build("echo drop 100 >> '" + orders + "'\n" + Files.readString(folder.resolve("build")));
    console.clear();

    run(true, Cleanup.NONE);

    assertEquals(
        "building " + NAME + ": it is asked for, and nothing uses template 100 on pve",
        console.all().get(0));
    assertEquals("build -color=false -machine-readable -force packer/image", calls().get(5));
  }

  @Test
  void forceDoesNotTouchWhatIsInUse() throws Exception {
    run();
    hypervisor.linkedClone(200, "k3s-1", 100);
    lab.write(
        "terraform/envs/k3s-single/terraform.tfstate",
        "{\"resources\":[{\"type\":\"proxmox_vm_qemu\",\"name\":\"vm\",\"instances\":[{\"attributes\":{\"clone\":\""
            + NAME
            + "\"}}]}]}");
    lab.write("terraform/envs/other/terraform.tfstate", "{\"encrypted_data\":\"xyz\"}");

    HomelabException e = assertThrows(HomelabException.class, () -> run(true, Cleanup.NONE));

    assertTrue(
        e.getMessage()
            .startsWith(
                NAME
                    + " is there (template 100 on pve) and is in use by machine 200 (running) on"
                    + " pve, a linked clone, the machine of environment k3s-single, environment"
                    + " other, perhaps: its state cannot be read here; it is not overwritten\n"),
        e.getMessage());
  }

  @Test
  void aFailedBuildTellsPackersReasonAndTheMachineThatIsLeft() throws Exception {
    build(
        """
        echo '1,,ui,say,==> proxmox-iso.alma9: Creating VM'
        echo '2,,ui,error,Build '"'"'proxmox-iso.alma9'"'"' errored after 1 second: no'
        echo '3,proxmox-iso.alma9,error,storage '"'"'local-lvm'"'"' is full%%!(PACKER_COMMA) or so'
        echo 'machine 101 %s stopped' >> '%s'
        exit 1
        """
            .formatted(NAME, orders));

    String message = refused();

    assertEquals(
        "packer build failed: storage 'local-lvm' is full, or so\n"
            + "  fix: mend what it names, then run it again; all it said is in "
            + root.resolve("target/homelab/logs/4-packer.log")
            + "\n"
            + NAME
            + " is half made: machine 101 (stopped) on pve is what a build has left\n"
            + "  fix: look at it, then let it be removed: -Dhomelab.cleanup=101",
        message.replaceAll("\\d+-packer", "4-packer"));
    assertEquals(List.of(), hypervisor.changes);
  }

  @Test
  void whatIsLeftIsRemovedWhenThatIsAskedForAndTheBuildGoesOn() throws Exception {
    hypervisor.machine(101, NAME, "running");

    assertEquals(
        NAME
            + " is half made: machine 101 (running) on pve is what a build has left\n"
            + "  fix: look at it, then let it be removed: -Dhomelab.cleanup=101",
        refused());

    run(false, Cleanup.of("101"));

    assertEquals(List.of("remove 101", "describe 100"), hypervisor.changes);
  }

  @Test
  void aBuildThatWasKilledAfterPackerWasDoneIsCompleted() throws Exception {
    run();
    hypervisor.notes(100, "Built by packer.\n");
    Path record = root.resolve(".homelab/images/" + NAME + ".json");
    Files.writeString(record, Files.readString(record).replace("\"built\"", "\"building\""));
    Begun.begin(StateFolder.of(root), "image", "packer build");
    console.clear();

    run();

    assertEquals(
        List.of(
            "WARN image of THEN was cut off during packer build; going on from what it has left",
            NAME
                + " is up to date: template 100 on pve, made from the files and answers that there"
                + " are now"),
        console.all());
    assertTrue(hypervisor.notes(100).contains("homelab: "), hypervisor.notes(100));
  }

  @Test
  void aTemplateThatPackerWasNotDoneWithIsHalfMade() throws Exception {
    run();
    hypervisor.notes(100, "Built by packer.\n");
    Path record = root.resolve(".homelab/images/" + NAME + ".json");
    Files.writeString(record, Files.readString(record).replace("\"built\"", "\"building\""));
    Files.delete(root.resolve("packer/image/manifest.json"));

    assertEquals(
        NAME
            + " is half made: template 100 on pve is what a build has left\n"
            + "  fix: look at it, then let it be removed: -Dhomelab.cleanup=100",
        refused());
  }

  @Test
  void everyReasonAgainstIsToldBeforeAnythingIsDone() throws Exception {
    String answers = Files.readString(root.resolve("homelab.properties"));
    lab.write(
        "homelab.properties",
        answers
            .replace("proxmox_node = pve\n", "proxmox_node = CHANGEME\n")
            .replace("cores = 4", "cores = no"));

    assertEquals(
        """
        image has not begun, for 2 reasons
          fix: mend what is named below, then run it again
        homelab.properties:2:16  proxmox_node is not answered yet
          fix: write the name of your Proxmox node as its web interface shows it, like pve
        homelab.properties:24:9  cores 'no' is no whole number
          fix: write digits only, like 1""",
        refused());
    assertEquals(List.of(), calls());
  }

  @Test
  void whatTheHypervisorSaysIsPassedOn() {
    hypervisor.trouble = Optional.of(new Problem("pve.lan does not answer", "switch it on"));

    assertEquals("pve.lan does not answer\n  fix: switch it on", refused());
  }

  @Test
  void packersOwnVerdictStopsItBeforeAnythingIsMade() throws Exception {
    packer(
        "case \"$1\" in validate) echo 'Error: Unsupported argument'; echo; echo '  on"
            + " packer/image/image.pkr.hcl line 3:'; echo '   3:   memmory = 1'; exit 1;; esac");

    String message = refused();

    assertTrue(
        message.startsWith(
            "packer validate failed: Unsupported argument: on packer/image/image.pkr.hcl line 3:\n"
                + "  fix: mend what it names, then run it again; all it said is in "),
        message);
    assertEquals(2, calls().size());
  }

  @Test
  void theSharedFileIsALinkAsMakeMakesIt() throws Exception {
    run();

    Path link = root.resolve("packer/image/common.pkr.hcl");
    assertEquals(Path.of("../common.pkr.hcl"), Files.readSymbolicLink(link));
  }

  @Test
  void anOldCopyOfTheSharedFileGivesWay() throws Exception {
    lab.write("packer/image/common.pkr.hcl", "locals { old = 1 }\n");

    run();

    assertEquals("locals {}\n", Files.readString(root.resolve("packer/image/common.pkr.hcl")));
  }
}
