package dev.homelab.it.tree;

import dev.homelab.it.GeneratedTree;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A homelab of its own in a folder with a space in its name, and a PATH of chosen programs. */
final class Lab {

  /** What a Unix has. Packer, tofu, kubectl and the linters are not among it. */
  private static final List<String> UNIX =
      List.of(
          "awk",
          "bash",
          "cat",
          "chmod",
          "cp",
          "date",
          "dirname",
          "echo",
          "env",
          "find",
          "grep",
          "ln",
          "ls",
          "make",
          "mkdir",
          "mktemp",
          "mv",
          "od",
          "printenv",
          "printf",
          "rm",
          "sed",
          "sh",
          "sleep",
          "sort",
          "touch",
          "tr",
          "xargs");

  final Path folder;
  private final Path bin;
  private final Path calls;
  private final Map<String, String> environment = new HashMap<>();

  private Lab(Path folder, Path bin, Path calls) {
    this.folder = folder;
    this.bin = bin;
    this.calls = calls;
  }

  static Lab of(Path tree, Path scratch) throws IOException {
    Path folder =
        GeneratedTree.copyTo(tree, Files.createDirectories(scratch.resolve("my home/lab")));
    Path bin = Files.createDirectories(scratch.resolve("bin"));
    return new Lab(folder, bin, Files.createFile(scratch.resolve("calls")));
  }

  /** Puts a program on the PATH that notes its arguments and then does what the script says. */
  Lab withTool(String name, String script) throws IOException {
    Path tool = bin.resolve(name);
    Files.writeString(tool, "#!/bin/sh\necho \"" + name + " $*\" >> '" + calls + "'\n" + script);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  Lab withVariable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Lab withFile(String path, String text) throws IOException {
    Files.writeString(folder.resolve(path), text);
    return this;
  }

  String read(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  boolean has(String path) {
    return Files.exists(folder.resolve(path));
  }

  /** The calls of all tools, in their order. */
  List<String> calls() throws IOException {
    return Files.readAllLines(calls);
  }

  /** Every file below the homelab, sorted. */
  List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> !Files.isDirectory(path))
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  record Run(int exitCode, String out, String err) {}

  Run run(String... command) throws IOException, InterruptedException {
    return runWithInput("", command);
  }

  Run runWithInput(String input, String... command) throws IOException, InterruptedException {
    Path in = Files.writeString(Files.createTempFile("lab", ".in"), input);
    Path out = Files.createTempFile("lab", ".out");
    Path err = Files.createTempFile("lab", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                bin + File.pathSeparator + unix(),
                "HOME",
                folder.toString(),
                "LC_ALL",
                "C"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("still running after three minutes: " + String.join(" ", command));
    }
    Run run =
        new Run(
            process.exitValue(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    for (Path file : List.of(in, out, err)) {
      Files.delete(file);
    }
    return run;
  }

  /** One folder for all tests, outside of theirs: nobody follows its links to clean up. */
  private static Path unix() throws IOException {
    Path unix = Files.createDirectories(Path.of(System.getProperty("it.target"), "unix"));
    for (String program : UNIX) {
      if (!Files.exists(unix.resolve(program))) {
        Files.createSymbolicLink(unix.resolve(program), onPath(program));
      }
    }
    return unix.toAbsolutePath();
  }

  private static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("this test needs " + program + " on the PATH"));
  }
}
