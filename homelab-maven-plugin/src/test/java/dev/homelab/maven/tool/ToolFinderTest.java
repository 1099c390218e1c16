package dev.homelab.maven.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.problem.Install;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.SearchPath;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.testing.Scripts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link ToolFinder}. */
@DisabledOnOs(OS.WINDOWS)
class ToolFinderTest {

  private static final Platform LINUX = new Platform("linux", "amd64");

  @TempDir private Path folder;

  private Scripts first;
  private Scripts second;

  @BeforeEach
  void emptyPath() {
    first = new Scripts(folder.resolve("first"));
    second = new Scripts(folder.resolve("second"));
  }

  private Found find(String tool) {
    return find(tool, LINUX);
  }

  private Found find(String tool, Platform platform) {
    // What the stand-ins call is not on the PATH that is looked through.
    Runner runner =
        new Runner(Map.of("PATH", System.getenv("PATH")), new Secrets(), Optional.empty());
    SearchPath path = SearchPath.of(Map.of("PATH", first.folder() + ":" + second.folder()));
    return new ToolFinder(
            ToolCatalog.load(),
            platform,
            path,
            runner,
            new ToolCache(folder.resolve("cache"), platform),
            Optional.empty(),
            Duration.ofSeconds(5))
        .find(tool);
  }

  private String reason(String tool) {
    return ((Found.Missing) find(tool)).reason().replace(folder + "/", "");
  }

  private Install install(String tool) {
    return ((Found.Missing) find(tool)).install();
  }

  @Test
  void takesTheFirstOfPathWhoseVersionFits() {
    first.write("packer", "echo 'Packer v1.9.4'");
    Path fits = second.write("packer", "echo 'Packer v1.16.0'; echo 'A newer one is out'");

    assertEquals(new Found.Program("packer", fits, "1.16.0"), find("packer"));
  }

  @Test
  void saysWhichVersionsItWouldTake() {
    first.write("packer", "echo 'Packer v1.9.4'");
    second.write("packer", "echo 'Packer v2.0.0-beta1'");

    assertEquals(
        "first/packer is 1.9.4, which is not >= 1.10.0 and < 2,"
            + " second/packer is 2.0.0-beta1, which is not >= 1.10.0 and < 2",
        reason("packer"));
  }

  @Test
  void saysWhatIsWrongWithAToolThatIsNoTool() throws Exception {
    Files.createDirectories(first.folder().resolve("tofu"));
    second.write("tofu", "exit 0").toFile().setExecutable(false);
    first.write("helm", "echo what?");
    second.write("helm", "printf 'v\\0003\\000.\\0002'");
    first.write("make", "sleep 60");
    second.write("make", "yes GNU");
    first.write("yamllint", "kill -9 $$");
    second.write("yamllint", "echo 'no module named yamllint' >&2; exit 1");

    assertEquals("first/tofu is a folder, second/tofu may not be executed", reason("tofu"));
    assertEquals(
        "first/helm says 'what?' when asked for its version,"
            + " second/helm says 'v\\u00003\\u0000.\\u00002' when asked for its version",
        reason("helm"));
    assertEquals(
        "first/make: make gave no answer in 5 s, second/make: make printed more than 1 MiB",
        reason("make"));
    assertEquals(
        "first/yamllint: yamllint was ended by SIGKILL,"
            + " second/yamllint: yamllint ended with exit code 1",
        reason("yamllint"));
  }

  @Test
  void findsWhatWasFetchedBefore() throws Exception {
    Path there = folder.resolve("cache/tools/tofu/1.12.6/tofu");
    Files.createDirectories(there.getParent());
    Files.createFile(there);

    assertEquals("not on this machine", reason("tofu")); // it may not be executed
    there.toFile().setExecutable(true);
    assertEquals(new Found.Program("tofu", there, "1.12.6"), find("tofu"));
  }

  @Test
  void namesTheCommandThatInstallsItOnThisSystem() {
    assertEquals("pipx install yamllint", install("yamllint").toString());
    assertEquals("see https://github.com/mvdan/sh#shfmt", install("shfmt").toString());
    assertEquals(
        "mvn homelab:preflight -Dhomelab.tools.download=true", install("packer").toString());

    first.write("apt-get", "exit 1");
    assertEquals("sudo apt-get install yamllint", install("yamllint").toString());
    assertEquals("sudo apt-get install shfmt", install("shfmt").toString());

    first.write("brew", "exit 1");
    assertEquals("brew install hashicorp/tap/packer", install("packer").toString());
  }

  @Test
  void doesNotPromiseADownloadWhereThereIsNone() {
    Found.Missing missing = (Found.Missing) find("packer", Platform.of("FreeBSD", "amd64"));

    assertEquals(
        "see https://developer.hashicorp.com/packer/install", missing.install().toString());
  }

  @Test
  void asksAProgramOnceAndAScriptEachTime() throws Exception {
    Path asked = folder.resolve("asked");
    String body = "echo x >>'" + asked + "'; echo 'Packer v1.16.0'\n#" + "-".repeat(1 << 20);
    Path program = first.write("packer", body);
    find("packer");
    find("packer");
    assertEquals(1, Files.readAllLines(asked).size());

    first.write("packer", body.replace("1.16.0", "1.17.00"));
    assertEquals(new Found.Program("packer", program, "1.17.00"), find("packer"));

    first.write("tofu", "echo x >>'" + asked + "'; echo 'OpenTofu v1.12.6'");
    find("tofu");
    find("tofu");
    assertEquals(4, Files.readAllLines(asked).size());
  }

  /** What pip installs is the program itself; another version comes with another file. */
  @Test
  void asksAScriptOfPythonOnce() throws Exception {
    Path asked = folder.resolve("asked");
    // Stands for Python: counts how often it is started.
    Path python =
        new Scripts(folder.resolve("venv"))
            .write("python3.12", "echo x >>'" + asked + "'; echo 'yamllint 1.38.0'");
    Path script = first.write("yamllint", "");
    Files.writeString(script, "#!" + python + "\nimport sys\n");

    assertEquals(new Found.Program("yamllint", script, "1.38.0"), find("yamllint"));
    find("yamllint");

    assertEquals(1, Files.readAllLines(asked).size());
  }

  @Test
  void asksWhatAVersionManagerLinksToEachTime() throws Exception {
    Path asked = folder.resolve("asked");
    Path shim =
        new Scripts(folder.resolve("shims"))
            .write(
                "mise", "echo x >>'" + asked + "'; echo 'Packer v1.16.0'\n#" + "-".repeat(1 << 20));
    Files.createDirectories(first.folder());
    Files.createSymbolicLink(first.folder().resolve("packer"), shim);

    find("packer");
    find("packer");

    assertEquals(2, Files.readAllLines(asked).size());
  }

  @Test
  void startsAnewWhenWhatItRememberedIsBroken() throws Exception {
    Files.createDirectories(folder.resolve("cache"));
    Files.writeString(folder.resolve("cache/versions.properties"), "\\u00zz = \\uqqqq\0");
    Path program = first.write("packer", "echo 'Packer v1.16.0'");

    assertEquals(new Found.Program("packer", program, "1.16.0"), find("packer"));
  }
}
