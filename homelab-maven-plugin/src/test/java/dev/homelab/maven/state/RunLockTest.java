package dev.homelab.maven.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.HomelabException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link RunLock} and {@link Begun}, with a second Java where one is needed. */
class RunLockTest {

  @TempDir private Path folder;
  private StateFolder state;

  @BeforeEach
  void prepare() throws Exception {
    state = StateFolder.of(folder);
  }

  @Test
  void theSecondRunIsToldWhoHasIt() throws Exception {
    RunLock first = take("image", Duration.ZERO, new ArrayList<>());
    try {
      String who = RunLock.holder(state).orElseThrow().toString();

      HomelabException e =
          assertThrows(
              HomelabException.class, () -> take("provision", Duration.ZERO, new ArrayList<>()));

      assertEquals(
          "this homelab is being worked on: "
              + who
              + "\n  fix: wait until that run has ended, or let this one wait:"
              + " -Dhomelab.wait=SECONDS",
          e.getMessage());
      assertTrue(who.matches("image, by \\S+ on \\S+ \\(process \\d+\\), since \\d.*"), who);
    } finally {
      first.close();
    }
    assertEquals(Optional.empty(), RunLock.holder(state));
  }

  @Test
  void theSecondRunWaitsWhenItIsAskedTo() throws Exception {
    RunLock first = take("image", Duration.ZERO, new ArrayList<>());
    String who = RunLock.holder(state).orElseThrow().toString();
    List<String> told = new ArrayList<>();
    Thread letGo =
        new Thread(
            () -> {
              try {
                Thread.sleep(500);
                first.close();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    letGo.start();

    take("provision", Duration.ofSeconds(30), told).close();

    letGo.join();
    assertEquals(List.of("waiting for another run: " + who), told);
  }

  @Test
  void aRunThatIsKilledLeavesNoLockAndWordOfWhatItDid() throws Exception {
    Process other = start(folder.toString());
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("begun", out.readLine());
      HomelabException held =
          assertThrows(
              HomelabException.class, () -> take("image", Duration.ZERO, new ArrayList<>()));
      assertTrue(
          held.getMessage()
              .startsWith("this homelab is being worked on: provision of k3s-single, by "),
          held.getMessage());
      assertTrue(held.getMessage().contains("(process " + other.pid() + ")"), held.getMessage());
    } finally {
      other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    take("provision of k3s-single", Duration.ZERO, new ArrayList<>()).close();
    Begun.Left left = Begun.left(state, "provision of k3s-single").orElseThrow();

    assertTrue(
        left.toString()
            .matches("provision of k3s-single of \\d+ \\w+ [\\d:]+ was cut off during tofu apply"),
        left.toString());
    // The tool it had named is its own process, which is dead.
    assertFalse(left.tool().isPresent());
    assertEquals(Optional.empty(), Begun.left(state, "image"));
  }

  @Test
  void aToolThatOutlivesItsRunIsFound() throws Exception {
    Begun begun = Begun.begin(state, "image", "packer build");
    Process tool = start("sleep");
    try {
      begun.with(tool.toHandle());

      ProcessHandle found = Begun.left(state, "image").orElseThrow().tool().orElseThrow();

      assertEquals(tool.pid(), found.pid());
      assertFalse(Begun.await(found, Duration.ofMillis(300)));
    } finally {
      tool.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertEquals(Optional.empty(), Begun.left(state, "image").orElseThrow().tool());
  }

  @Test
  void aNumberThatAnotherProgramHasByNowIsNotTheTool() throws Exception {
    Begun begun = Begun.begin(state, "image", "packer build");
    begun.with(ProcessHandle.current());
    Path file = state.file("begun-image");
    Files.writeString(
        file, Files.readString(file).replaceAll("tool-started=.*", "tool-started=2020"));

    assertEquals(Optional.empty(), Begun.left(state, "image").orElseThrow().tool());
  }

  @Test
  void aGoalThatEndsLeavesNothing() throws Exception {
    Begun begun = Begun.begin(state, "image", "packer init");
    begun.step("packer build");
    begun.end();

    assertEquals(Optional.empty(), Begun.left(state, "image"));
  }

  @Test
  void aDamagedWordIsStillAWord() throws Exception {
    Files.writeString(state.file("begun-image"), "goal=im");

    String left = Begun.left(state, "image").orElseThrow().toString();

    assertTrue(left.matches("image of \\d+ \\w+ [\\d:]+ was cut off during a step unknown"), left);
  }

  @Test
  void gitIgnoresTheFolderWhateverTheHomelabSays() throws Exception {
    assertEquals("*\n", Files.readString(folder.resolve(".homelab/.gitignore")));
  }

  private RunLock take(String what, Duration patience, List<String> told) throws HomelabException {
    return RunLock.take(state, what, patience, told::add);
  }

  private static Process start(String argument) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OtherRun.class.getName(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Takes the lock of a homelab and does not let go of it. */
  static final class OtherRun {

    /** With the homelab's folder, or "sleep" to do nothing at all. */
    public static void main(String[] arguments) throws Exception {
      if (!arguments[0].equals("sleep")) {
        StateFolder state = StateFolder.of(Path.of(arguments[0]));
        RunLock.take(state, "provision of k3s-single", Duration.ZERO, line -> {});
        Begun begun = Begun.begin(state, "provision of k3s-single", "tofu plan");
        begun.step("tofu apply");
        begun.with(ProcessHandle.current());
        System.out.println("begun");
      }
      Thread.sleep(60_000);
    }
  }
}
