package dev.homelab.maven.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.testing.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link Runner}, with shell scripts as the programs. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(90)
class RunnerTest {

  private static final String SECRET = "correct-horse/battery";
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final Secrets secrets = new Secrets();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private Scripts scripts;
  private Runner runner;

  @BeforeEach
  void prepare() {
    scripts = new Scripts(folder.resolve("bin"));
    runner =
        new Runner(
            Map.of("PATH", System.getenv("PATH"), "SOME_TOKEN", "not yours", "HOME", "/home/me"),
            secrets,
            Optional.of(new Logs(folder.resolve("logs"))));
  }

  private Command script(String body) {
    return Command.of(scripts.write("packer", body)).within(LONG);
  }

  private Result run(Command command) throws HomelabException {
    return runner.run(command, lines::add);
  }

  @Test
  void keepsBothStreamsApartAndTellsEachLineAtOnce() throws Exception {
    Result result = run(script("echo one; echo two; echo three >&2; exit 3"));

    assertEquals("one\ntwo\n", result.output());
    assertEquals("three\n", result.errors());
    assertEquals(List.of("one", "three", "two"), lines.stream().sorted().toList());
    assertEquals("packer ended with exit code 3", result.ending());
    assertFalse(result.ok());
    assertTrue(result.whole());
  }

  @Test
  void keepsAllOfItInANumberedLog() throws Exception {
    run(script("echo one"));
    Result result = run(script("echo \"$1\"; printf 'no end'"));

    assertEquals(folder.resolve("logs/2-packer.log"), result.log().orElseThrow());
    assertEquals(
        "$ packer\n\nno end\n# packer ended with exit code 0\n",
        Files.readString(result.log().orElseThrow()));
  }

  @Test
  void showsASecretNowhereInWhateverFormItIsPrinted() throws Exception {
    Command command =
        script(
                """
                echo "token $TOKEN"
                printf '%s' "$TOKEN" | base64
                printf 'user:%s' "$TOKEN" | base64
                printf '%8188s%s%9000s' x "$TOKEN" y
                echo 'https://u:correct-horse%2Fbattery@host' >&2""")
            .withSecret("TOKEN", SECRET);
    Result result = run(command);

    String log = Files.readString(result.log().orElseThrow());
    for (String seen :
        List.of(result.output(), result.errors(), log, String.join("\n", lines), "" + command)) {
      assertFalse(seen.contains("horse"), seen);
      assertFalse(seen.contains("Y29ycmVjdC1ob3Jz"), seen); // its beginning in base64
      assertFalse(seen.contains("battery"), seen);
    }
    assertTrue(result.output().startsWith("token ***\n"), result.output());
  }

  @Test
  void refusesASecretAsAnArgument() {
    Command command = Command.of(Path.of("/bin/true"), "-var", "token=" + SECRET);

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> command.withSecret("PROXMOX_TOKEN", SECRET));

    assertEquals("an argument holds the secret PROXMOX_TOKEN", refused.getMessage());
  }

  @Test
  void masksThePasswordOfAProxy() throws Exception {
    runner =
        new Runner(
            Map.of("PATH", System.getenv("PATH"), "https_proxy", "http://me:pass-word@proxy:3128"),
            secrets,
            Optional.empty());

    assertEquals("http://me:***@proxy:3128\n", run(script("echo $https_proxy")).output());
  }

  @Test
  void givesAProgramAShortEnvironmentAndWhatItsCommandAdds() throws Exception {
    Result result = run(script("env | grep -v '^_=' | grep -v '^PWD='").with("TF_VAR_cores", "4"));

    assertEquals(
        List.of("HOME", "LC_ALL", "PATH", "TF_VAR_cores"),
        result.output().lines().map(l -> l.replaceFirst("=.*", "")).sorted().toList());
  }

  @Test
  void givesItsInputAndMindsNotWhenNobodyReadsIt() throws Exception {
    assertEquals("a\nb\n", run(script("cat").reading("a\nb\n")).output());
    assertTrue(run(script("exit 0").reading("x".repeat(1 << 20))).ok());
  }

  @Test
  void endsAProgramThatHangsAndAllThatItStarted() throws Exception {
    Command hangs =
        script("sleep 300 & echo $!; sh -c 'sleep 301 & echo $!; wait' & wait")
            .within(Duration.ofMillis(4500));

    Result result = run(hangs);

    assertEquals("packer gave no answer in 4.5 s", result.ending());
    assertEquals(2, result.output().lines().count());
    result.output().lines().forEach(pid -> assertEnds(Long.parseLong(pid)));
  }

  @Test
  void killsAProgramThatDoesNotWantToEnd() throws Exception {
    Result result =
        run(
            script("trap '' TERM; echo $$; while :; do sleep 0.1; done")
                .within(Duration.ofSeconds(4)));

    assertEquals(End.TIMED_OUT, result.end());
    assertEnds(Long.parseLong(result.output().strip()));
  }

  private static void assertEnds(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    try {
      if (process.isPresent()) {
        process.get().onExit().get(5, TimeUnit.SECONDS);
      }
    } catch (Exception e) {
      throw new AssertionError("process " + pid + " still runs", e);
    }
  }

  @Test
  void endsAFloodWithoutALineEndAndNeedsLittleMemoryForIt() throws Exception {
    Result result = run(script("head -c 1000000000 /dev/zero | tr '\\0' x"));

    assertEquals("packer printed more than 64 MiB", result.ending());
    assertFalse(result.whole());
    assertTrue(result.output().length() <= Captured.MOST);
    assertEquals(
        List.of(MaskedLines.LONGEST_PIECE + 4), lines.stream().map(String::length).toList());
    assertTrue(Files.size(result.log().orElseThrow()) < 66 << 20);
  }

  @Test
  void endsAFloodOfLines() throws Exception {
    Result result = run(script("yes y").printingAtMost(1 << 20));

    assertEquals("packer printed more than 1 MiB", result.ending());
    assertEquals(1 << 19, lines.size(), 1);
  }

  @Test
  void tellsWhichSignalEndedIt() throws Exception {
    assertEquals("packer was ended by SIGKILL", run(script("kill -9 $$")).ending());
    assertEquals("packer was ended by SIGSEGV", run(script("kill -11 $$")).ending());
  }

  @Test
  void readsHalfALineInUtf16AndBytesThatAreNoText() throws Exception {
    secrets.register("geheim");
    Result result =
        run(
            script(
                "printf 'g\\0e\\0h\\0e\\0i\\0m\\0x'; printf '\\377\\303' >&2; printf '\\244' >&2"));

    assertEquals("***\0x\n", result.output());
    assertEquals("\uFFFDä\n", result.errors());
  }

  @Test
  void takesACarriageReturnForTheEndOfALine() throws Exception {
    Result result = run(script("printf '10%%\\r20%%\\r\\ndone\\r\\n\\nlast'"));

    assertEquals("10%\n20%\ndone\n\nlast\n", result.output());
  }

  @Test
  void doesNotWaitForAChildThatKeepsTheStreamOpen() throws Exception {
    long start = System.nanoTime();

    Result result = run(script("sleep 60 & echo $!"));

    assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
    assertTrue(result.ok());
    ProcessHandle.of(Long.parseLong(result.output().strip())).ifPresent(ProcessHandle::destroy);
  }

  @Test
  void handsAnInterruptOnAndLetsTheProgramCleanUp() throws Exception {
    Path cleaned = folder.resolve("cleaned");
    Command command =
        script(
            "trap 'sleep 1; touch "
                + cleaned
                + "; exit 1' TERM; echo up; while :; do sleep 0.1; done");
    CompletableFuture<String> ending = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                String how = run(command).ending();
                ending.complete(
                    how + ", still interrupted: " + Thread.currentThread().isInterrupted());
              } catch (HomelabException e) {
                ending.completeExceptionally(e);
              }
            });

    waiting.start();
    while (lines.isEmpty()) {
      Thread.sleep(20);
    }
    waiting.interrupt();

    assertEquals(
        "packer was interrupted, still interrupted: true", ending.get(30, TimeUnit.SECONDS));
    assertTrue(Files.exists(cleaned));
  }

  /** A program of its own, for the test below. */
  static final class Builds {

    /** Runs the program that it is given. */
    public static void main(String[] program) throws Exception {
      Runner runner = new Runner(System.getenv(), new Secrets(), Optional.empty());
      runner.run(Command.of(Path.of(program[0])).within(LONG), System.out::println);
    }
  }

  @Test
  void letsTheProgramCleanUpWhenTheBuildItselfIsEnded() throws Exception {
    Assumptions.assumeFalse(hasTerminal(), "a terminal would signal both");
    Path cleaned = folder.resolve("cleaned");
    Path script =
        scripts.write(
            "tofu",
            "trap 'sleep 1; touch "
                + cleaned
                + "; exit 1' TERM; echo up; while :; do sleep 0.1; done");
    Process build =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Builds.class.getName(),
                script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("up", build.inputReader().readLine());

    build.destroy();

    assertTrue(build.waitFor(30, TimeUnit.SECONDS));
    assertTrue(Files.exists(cleaned));
  }

  private static boolean hasTerminal() {
    try {
      Files.newInputStream(Path.of("/dev/tty")).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void saysWhyAProgramCannotBeStarted() throws Exception {
    Path bin = scripts.folder();
    Path noRunBit = scripts.write("tofu", "exit 0");
    assertTrue(noRunBit.toFile().setExecutable(false));
    Files.createDirectories(bin.resolve("helm"));

    assertEquals(
        bin
            + "/helm cannot be started: it is a folder\n"
            + "  fix: put the program itself there, or take the folder off PATH",
        refusal(Command.of(bin.resolve("helm"))));
    assertEquals(
        bin + "/tofu cannot be started: it may not be executed\n  fix: chmod +x " + bin + "/tofu",
        refusal(Command.of(noRunBit)));
    assertEquals(
        bin + "/make cannot be started: there is no such file\n  fix: install make",
        refusal(Command.of(bin.resolve("make"))));
    assertEquals(
        bin
            + "/sh cannot be started: there is no folder "
            + folder
            + "/gone\n"
            + "  fix: make the folder, or name another",
        refusal(Command.of(scripts.write("sh", "exit 0")).in(folder.resolve("gone"))));
  }

  private String refusal(Command command) {
    return assertThrows(HomelabException.class, () -> run(command)).getMessage();
  }

  @Test
  void showsACommandAsItWouldBeTyped() {
    assertEquals(
        "tofu -chdir=a/b apply 'it'\\''s here' ''",
        Command.of(Path.of("/x/tofu"), "-chdir=a/b", "apply", "it's here", "")
            .with("A", "b")
            .toString());
  }

  @Test
  void keepsOnlyTheNewestLogs() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    for (int i = 1; i <= Logs.KEPT + 5; i++) {
      Files.createFile(logs.resolve(i + "-tofu.log"));
    }
    Files.createFile(logs.resolve("notes.txt"));

    run(script("exit 0"));

    List<String> left;
    try (var files = Files.list(logs)) {
      left = files.map(f -> f.getFileName().toString()).collect(Collectors.toList());
    }
    assertEquals(Logs.KEPT + 1, left.size());
    assertTrue(left.contains("notes.txt"));
    assertTrue(left.contains((Logs.KEPT + 6) + "-packer.log"));
    assertFalse(left.contains("6-tofu.log"));
  }
}
