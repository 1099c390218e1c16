package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.HomelabException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** image, provision and destroy with the real packer and tofu, on stacks that need no plugin. */
@NeedsRealTools
class ActingTest {

  private static final String NAME = "alma9-k3-node-amd64-v1.36.3-v1";
  private static final String MACHINE = "terraform_data.machine";
  private static final int KILLS = Integer.getInteger("it.kills", 20);

  /** Seeded, so that a failure can be had again. */
  private final Random moments = new Random(7);

  @TempDir Path scratch;
  private ActingLab lab;

  @BeforeEach
  void make() throws IOException {
    lab = ActingLab.make(scratch.resolve("my lab"));
  }

  private List<String> image() throws HomelabException, IOException {
    lab.lines.clear();
    lab.image(false, Duration.ofMinutes(2));
    return lab.lines;
  }

  private List<String> provision(String... allowed) throws HomelabException, IOException {
    lab.lines.clear();
    lab.provision(List.of(allowed), Duration.ofMinutes(2));
    return lab.lines;
  }

  private void answer(String key, String value) throws IOException {
    Path file = lab.root.resolve("homelab.properties");
    Files.writeString(
        file, Files.readString(file).replaceAll("(?m)^" + key + " = .*", key + " = " + value));
  }

  @Test
  void anImageIsBuiltOnceAndAgainOnlyWithANewRelease() throws Exception {
    List<String> first = List.copyOf(image());
    assertEquals("building " + NAME + ": there is no template of that name", first.get(0));
    assertEquals(
        "template " + NAME + " is ready: template 9000 on pve1", first.get(first.size() - 1));

    assertEquals(
        List.of(
            NAME
                + " is up to date: template 9000 on pve1, made from the files and answers that there"
                + " are now"),
        image());

    answer("timezone", "Europe/Berlin"); // the template does not ask for it
    assertTrue(image().get(0).contains(" is up to date: "));
    Files.writeString(lab.root.resolve("packer/image/more.sh"), "echo\n");
    HomelabException refused = assertThrows(HomelabException.class, this::image);
    assertEquals(
        NAME
            + " is there (template 9000 on pve1) and was made from something else:"
            + " packer/image/more.sh is new; it is not overwritten\n"
            + "  fix: set image_version = 2 in homelab.properties, then run it again; or use the"
            + " template as it is: -Dhomelab.image.skip",
        refused.getMessage());

    Files.delete(lab.root.resolve("made"));
    Files.delete(lab.root.resolve(".notes"));
    answer("image_version", "2");
    assertTrue(image().get(0).startsWith("building alma9-k3-node-amd64-v1.36.3-v2: "));
  }

  @Test
  void aBuildThatFailsTellsPackersReason() throws Exception {
    Files.createFile(lab.root.resolve("packer/image/fail"));

    String message = assertThrows(HomelabException.class, this::image).getMessage();

    assertTrue(
        message.startsWith(
            "packer build failed: Script exited with non-zero exit status: 3. Allowed exit codes"
                + " are: [0]\n  fix: mend what it names, then run it again; all it said is in "),
        message);
  }

  @Test
  void aTemplateThatPackerRefusesTellsWhere() throws Exception {
    Path template = lab.root.resolve("packer/image/image.pkr.hcl");
    Files.writeString(
        template,
        Files.readString(template).replace("communicator = \"none\"", "communicater = 1"));

    String message = assertThrows(HomelabException.class, this::image).getMessage();

    assertTrue(message.startsWith("packer validate failed: "), message);
    assertTrue(message.contains("communicater"), message);
    assertTrue(message.contains("image.pkr.hcl"), message);
  }

  @Test
  void aMachineIsMadeChangedReplacedOnlyWithLeaveAndRemoved() throws Exception {
    List<String> made = List.copyOf(provision());
    assertTrue(made.get(0).startsWith("  create   " + MACHINE + "  input.cores 4, "), made + "");
    assertTrue(made.contains("done: 1 to create"), made + "");
    assertEquals("machine 101 at 10.23.45.31 runs", made.get(made.size() - 1));
    Path state = lab.root.resolve("terraform/envs/k3s-single/terraform.tfstate");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));

    assertTrue(provision().contains("nothing to change"));

    answer("cores", "6");
    assertTrue(provision().contains("  change   " + MACHINE + "  input.cores 4 -> 6"));

    answer("image_version", "2"); // a new template changes nothing that runs
    List<String> outputsOnly = List.copyOf(provision());
    assertTrue(outputsOnly.contains("  outputs  template"), outputsOnly + "");

    Path main = lab.root.resolve("terraform/envs/k3s-single/main.tf");
    Files.writeString(main, Files.readString(main).replaceAll("ignore_changes.*", ""));
    HomelabException refused = assertThrows(HomelabException.class, this::provision);
    assertEquals(
        "the plan would replace "
            + MACHINE
            + ", and what is on it would be lost\n  fix: if that is what you want:"
            + " -Dhomelab.allowReplace="
            + MACHINE
            + "; nothing was changed",
        refused.getMessage());
    assertTrue(provision(MACHINE).contains("done: 1 to replace"));

    assertThrows(HomelabException.class, () -> lab.destroy("k3s-test"));
    lab.destroy("k3s-single");
    assertTrue(Files.readString(state).contains("\"resources\": []"));
  }

  @Test
  void aLockOfTheStateThatAnotherTofuHoldsIsToldWithItsHolder() throws Exception {
    provision();
    Path letGo = scratch.resolve("let-go");
    Program tofu = Program.tool("tofu").in(lab.root.resolve("terraform/envs/k3s-single"));
    Process other =
        tofu.start(
            scratch.resolve("other.log"),
            "apply",
            "-input=false",
            "-auto-approve",
            "-replace=" + MACHINE,
            "-var=wait_for=" + letGo);
    try {
      Path lock = tofu.folder().resolve(".terraform.tfstate.lock.info");
      for (int i = 0; i < 600 && !Files.exists(lock); i++) {
        Thread.sleep(100);
      }
      lab.lines.clear();

      String message =
          assertThrows(HomelabException.class, () -> lab.provision(List.of(), Duration.ZERO))
              .getMessage();

      assertTrue(
          message.matches(
              "(?s)the state of k3s-single is locked by \\S+@\\S+ \\(apply\\), since 20\\S+ .*UTC\n"
                  + "  fix: .*; if it is dead: tofu -chdir=terraform/envs/k3s-single force-unlock"
                  + " [0-9a-f-]{36}"),
          message);
    } finally {
      Files.createFile(letGo);
      other.waitFor(1, TimeUnit.MINUTES);
    }
  }

  /** Whoever is killed, whenever: the next run finishes the job, and says what it has found. */
  @ParameterizedTest
  @CsvSource({"image, java", "image, packer", "provision, java", "provision, tofu"})
  void whateverIsKilledTheNextRunFinishesTheJob(String goal, String victim) throws Exception {
    int told = 0;
    int early = 0;
    for (int i = 0; i < KILLS; i++) {
      if (i > 0) {
        lab = ActingLab.make(scratch.resolve("lab " + i));
      }
      Process run = start(goal);
      boolean killed = kill(run, victim);
      run.waitFor(2, TimeUnit.MINUTES);
      early += killed ? 0 : 1;
      List<String> lines = List.copyOf(goal.equals("image") ? image() : provision());
      told += lines.stream().anyMatch(line -> line.contains(" was cut off during ")) ? 1 : 0;
      String last = lines.get(lines.size() - 1);
      assertTrue(
          goal.equals("image")
              ? last.contains(NAME) && (last.contains("is ready") || last.contains("up to date"))
              : last.equals("machine 101 at 10.23.45.31 runs"),
          lines.toString());
      again(goal);
    }
    System.out.printf(
        "%s, %s killed at %d moments: %d survived, %d told by the next run, %d had ended before%n",
        goal, victim, KILLS, KILLS, told, early);
  }

  private void again(String goal) throws HomelabException, IOException {
    List<String> lines = goal.equals("image") ? image() : provision();
    assertTrue(
        lines.stream().anyMatch(l -> l.contains("up to date") || l.equals("nothing to change")),
        lines.toString());
  }

  private Process start(String goal) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ActingLab.Main.class.getName(),
            lab.root.toString(),
            Toolchain.bin().toString(),
            goal)
        .redirectErrorStream(true)
        .redirectOutput(new File(scratch.toFile(), "run.log"))
        .start();
  }

  /** At a moment of the time that such a run takes; a tool, as soon as there is one after that. */
  private boolean kill(Process run, String victim) throws InterruptedException {
    Thread.sleep(moments.nextInt(3_000));
    while (run.isAlive()) {
      if (victim.equals("java")) {
        run.destroyForcibly(); // its tools go on
        return true;
      }
      var tool =
          run.descendants()
              .filter(p -> p.info().command().orElse("").endsWith("/" + victim))
              .findFirst();
      if (tool.isPresent()) {
        tool.get().destroyForcibly();
        return true;
      }
      Thread.sleep(5);
    }
    return false;
  }
}
