package dev.homelab.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The Maven that runs this build, without its script: that needs a shell and programs of the PATH,
 * and here a test says what is on it. What it prints goes to a file, so that several can run at
 * once.
 */
public final class BareMaven {

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private Path settings = Path.of(System.getProperty("it.settings"));

  /** In this homelab, with nothing on PATH but the JDK. */
  public BareMaven(Path folder) {
    this.folder = folder;
    environment.put("PATH", java().getParent().toString());
    environment.put("HOME", System.getProperty("user.home"));
  }

  /** With one more variable, or another PATH. */
  public BareMaven with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** With these settings, in which the repository that the build has staged is not named. */
  public BareMaven settings(Path file) {
    settings = file;
    return this;
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** A Maven at work. */
  public record Running(Process process, Path printed) {

    /** Waits for its end. */
    public GeneratedTree.Output end() throws IOException, InterruptedException {
      int exitCode = process.waitFor();
      return new GeneratedTree.Output(exitCode, Files.readString(printed, StandardCharsets.UTF_8));
    }
  }

  /** Runs it to its end. */
  public GeneratedTree.Output run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  /** Starts it, in batch mode. */
  public Running start(String... arguments) throws IOException {
    Path home = Path.of(System.getProperty("it.maven.home"));
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    command.add("-Xshare:auto");
    command.add("-classpath");
    command.add(launcher(home).toString());
    command.add("-Dclassworlds.conf=" + home.resolve("bin/m2.conf"));
    command.add("-Dmaven.home=" + home);
    command.add("-Dmaven.mainClass=org.apache.maven.cling.MavenCling"); // asked by Maven 4 only
    command.add("-Dlibrary.jansi.path=" + home.resolve("lib/jansi-native"));
    command.add("-Dmaven.multiModuleProjectDirectory=" + folder);
    command.add("org.codehaus.plexus.classworlds.launcher.Launcher");
    command.add("-B");
    command.add("-s");
    command.add(settings.toString());
    command.add("-Dmaven.repo.local=" + System.getProperty("it.repo"));
    command.addAll(List.of(arguments));
    Path printed = Files.createTempFile("maven", ".txt");
    printed.toFile().deleteOnExit();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(printed.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Running(builder.start(), printed);
  }

  private static Path launcher(Path home) throws IOException {
    try (Stream<Path> jars = Files.list(home.resolve("boot"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("plexus-classworlds"))
          .filter(jar -> jar.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
