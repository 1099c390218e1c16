package dev.homelab.maven.check.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.homelab.maven.check.secrets.SecretsCheck;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.testing.LabFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/**
 * Files and folders that may not be read.
 *
 * <p>root may read everything, so as root the scan runs in a Java of its own under another user.
 */
class UnreadableTest {

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void closeAFileAndAFolder() throws IOException {
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"), "no permissions here");
    root = folder.resolve("lab");
    new LabFolder(root)
        .write("closed/inside.md", "never seen\n")
        .write("closed.md", "never read\n")
        .write("open.md", "fine\n");
    mode(folder, "rwxr-xr-x");
    mode(root, "rwxr-xr-x");
    mode(root.resolve("closed"), "---------");
    mode(root.resolve("closed.md"), "---------");
  }

  @AfterEach
  void open() throws IOException {
    mode(root.resolve("closed"), "rwx------"); // or the folder cannot be removed
  }

  @Test
  void areNamedAndEverythingElseIsStillLookedAt() throws Exception {
    boolean bound = !Files.isReadable(root.resolve("closed.md"));
    String said = bound ? scan(root) : scanAsNobody();

    assertEquals(
        """
        closed  cannot be read: permission denied
          fix: give yourself the right to read it (chmod u+rX), or remove it
        closed.md  cannot be read: permission denied
          fix: give yourself the right to read it (chmod u+rX), or remove it
        secrets looked at: 1 file""",
        said);
  }

  /** What the child prints. */
  public static void main(String[] arguments) {
    System.out.print(scan(Path.of(arguments[0])));
  }

  private static String scan(Path root) {
    LabFolder lab = new LabFolder(root);
    Rule unreadable = Contents.UNREADABLE;
    List<String> lines = new ArrayList<>();
    lab.ask(new TreeCheck()).findings().stream()
        .filter(finding -> finding.rule() == unreadable)
        .sorted()
        .forEach(finding -> lines.add(finding.toString()));
    lines.add("secrets looked at: " + lab.ask(new SecretsCheck()).scope());
    return String.join("\n", lines);
  }

  private String scanAsNobody() throws Exception {
    Path classes = folder.resolve("classes");
    List<String> classPath = new ArrayList<>();
    // The build's own folders may be closed to other users, so the child gets copies.
    for (Class<?> part :
        List.of(TreeCheck.class, UnreadableTest.class, IgnoreNode.class, Logger.class)) {
      Path source = Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path copy = classes.resolve(classPath.size() + "-" + source.getFileName());
      copy(source, copy);
      classPath.add(copy.toString());
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            java.toString(),
            "-cp",
            String.join(":", classPath),
            UnreadableTest.class.getName(),
            root.toString());
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(folder.resolve("stderr").toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "root reads everything, and there is no setpriv to become somebody else");
      return "";
    }
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(process.waitFor(60, TimeUnit.SECONDS), "the child did not end");
    String error = Files.readString(folder.resolve("stderr"));
    assumeTrue(!error.contains("setpriv:"), "setpriv may not change the user here: " + error);
    assertEquals(0, process.exitValue(), error);
    return said;
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path copy = target.resolve(source.relativize(path).toString());
        Files.createDirectories(copy.getParent());
        mode(copy.getParent(), "rwxr-xr-x");
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
          mode(copy, "rwxr-xr-x");
        } else {
          Files.copy(path, copy);
          mode(copy, "rw-r--r--");
        }
      }
    }
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
