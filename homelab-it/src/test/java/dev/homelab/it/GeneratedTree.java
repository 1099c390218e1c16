package dev.homelab.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;

/**
 * Homelabs as the archetype makes them: the real archetype plugin in a Maven of its own, once for
 * each set of answers and test run.
 */
public final class GeneratedTree {

  /** The answers that have no default. The key is no one's: its bytes count from 0 to 31. */
  public static final Map<String, String> REQUIRED_ANSWERS =
      Map.of(
          "proxmox_url", "https://pve.example.org:8006/api2/json",
          "proxmox_node", "pve1",
          "ssh_public_key",
              "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me@example.org",
          "git_repo_url", "https://git.example.org/me/lab.git");

  private static final Map<Map<String, String>, Path> MADE = new ConcurrentHashMap<>();
  private static final Path TARGET = Path.of(System.getProperty("it.target"));

  private GeneratedTree() {}

  /**
   * A homelab with nothing but its name given: its CHANGEME markers are still there. Do not change
   * it.
   */
  public static Path untouched() {
    return with(Map.of());
  }

  /** A homelab with all answers given that have no default. Do not change it. */
  public static Path answered() {
    return with(REQUIRED_ANSWERS);
  }

  /** A homelab with the required answers and these. Do not change it. */
  public static Path answeredWith(Map<String, String> more) {
    Map<String, String> answers = new LinkedHashMap<>(REQUIRED_ANSWERS);
    answers.putAll(more);
    return with(answers);
  }

  private static Path with(Map<String, String> answers) {
    synchronized (MADE) {
      return MADE.computeIfAbsent(
          new TreeMap<>(answers),
          key -> generate(TARGET.resolve("generated").resolve("tree-" + MADE.size()), key));
    }
  }

  /** Generates a homelab named lab in a new, empty folder, and returns the homelab's own folder. */
  public static Path generate(Path folder, Map<String, String> answers) {
    try {
      delete(folder);
      Files.createDirectories(folder);
      Properties properties = new Properties();
      properties.putAll(answers);
      properties.setProperty("archetypeGroupId", "dev.homelab");
      properties.setProperty("archetypeArtifactId", "homelab-archetype");
      properties.setProperty("archetypeVersion", System.getProperty("it.version"));
      properties.setProperty("archetypeCatalog", "internal");
      properties.setProperty("artifactId", "lab");
      String goal =
          "org.apache.maven.plugins:maven-archetype-plugin:"
              + System.getProperty("it.archetype.plugin")
              + ":generate";
      Output output = maven(folder, List.of(goal), properties);
      if (output.exitCode() != 0) {
        throw new AssertionError("archetype:generate failed:\n" + output.text());
      }
      return folder.resolve("lab");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy that a test may change. */
  public static Path copyTo(Path tree, Path target) {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path copy = target.resolve(tree.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a Maven printed, and how it ended. */
  public record Output(int exitCode, String text) {}

  /**
   * Runs the Maven that runs this build, in batch mode, with the repository the build has staged.
   */
  public static Output maven(Path folder, List<String> goals, Properties properties) {
    StringBuffer text = new StringBuffer();
    InvocationRequest request = new DefaultInvocationRequest();
    request.setBaseDirectory(folder.toFile());
    request.setBatchMode(true);
    request.addArgs(goals);
    request.setProperties(properties);
    request.setUserSettingsFile(new File(System.getProperty("it.settings")));
    request.setLocalRepositoryDirectory(new File(System.getProperty("it.repo")));
    request.setOutputHandler(line -> text.append(line).append('\n'));
    request.setErrorHandler(line -> text.append(line).append('\n'));
    try {
      InvocationResult result =
          new DefaultInvoker()
              .setMavenHome(new File(System.getProperty("it.maven.home")))
              .execute(request);
      return new Output(result.getExitCode(), text.toString());
    } catch (MavenInvocationException e) {
      throw new AssertionError("Maven could not be started", e);
    }
  }

  /** Removes a folder and all that is in it. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
