package dev.homelab.it.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A machine to run the image's scripts on: a folder that a script sees as its whole file system, as
 * root, without a network. The machine's own programs are there read-only; programs that change a
 * system are stand-ins, which come first on the PATH and note their calls.
 */
final class ScratchRoot {

  /** What scripts may change; the rest of the root is this machine's, or the test's own. */
  private static final List<String> STATE =
      List.of("etc", "home", "root", "tmp", "usr/local", "var");

  private final Path scratch;
  private final Namespaces namespaces;

  private ScratchRoot(Path scratch, Namespaces namespaces) {
    this.scratch = scratch;
    this.namespaces = namespaces;
  }

  /** An empty machine with stand-ins for every program that the scripts must not run here. */
  static ScratchRoot in(Path folder) throws IOException {
    assumeTrue(
        Namespaces.usable().isPresent(),
        "skipped: this machine allows no mount namespace, neither to root nor through a user"
            + " namespace, so the image's scripts have no scratch root to run in");
    ScratchRoot machine = new ScratchRoot(folder.toRealPath(), Namespaces.usable().get());
    for (String dir :
        List.of("etc/alternatives", "home", "root", "tmp", "usr/local/bin", "var/tmp", "var/log")) {
      Files.createDirectories(machine.path(dir));
    }
    Files.createDirectories(machine.path("stand-ins/state"));
    machine.file("stand-ins/calls", "");
    machine.file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
    machine.file("etc/group", "root:x:0:\n");
    machine.file("etc/shadow", "root:!locked::0:99999:7:::\n");
    for (String program : List.of("dnf", "restorecon", "fstrim", "cloud-init")) {
      machine.standIn(program, "");
    }
    machine.standIn("getenforce", "echo Enforcing");
    machine.standIn("timedatectl", "echo \"$2\" >/etc/timezone");
    machine.standIn("systemctl", StandIns.SYSTEMCTL);
    return machine;
  }

  /** Puts a program on the PATH that notes how it was called and then runs these shell lines. */
  ScratchRoot standIn(String program, String body) throws IOException {
    String notes = "#!/bin/sh\nprintf '%s\\n' \"" + program + " $*\" >>/stand-ins/calls\n";
    return file("stand-ins/" + program, notes + body + "\n", "rwxr-xr-x");
  }

  ScratchRoot file(String path, String content) throws IOException {
    return file(path, content, "rw-r--r--");
  }

  ScratchRoot file(String path, String content, String mode) throws IOException {
    return file(path, content.getBytes(StandardCharsets.UTF_8), mode);
  }

  ScratchRoot file(String path, byte[] content, String mode) throws IOException {
    Path target = path(path);
    Files.createDirectories(target.getParent());
    Files.write(target, content);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
    return this;
  }

  /** Runs a script of the image the way packer does, with these variables and no others. */
  Run run(String script, String... variables) throws IOException, InterruptedException {
    Files.createDirectories(path("scripts"));
    Files.copy(
        ImageFiles.script(script), path("scripts/" + script), StandardCopyOption.REPLACE_EXISTING);
    return runCopied(script, variables);
  }

  /** Runs a script that the test has put into /scripts itself. */
  Run runCopied(String script, String... variables) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(namespaces.command());
    command.addAll(List.of("sh", entry().toString(), scratch.toString(), "/usr/bin/env", "-i"));
    command.addAll(List.of("PATH=/stand-ins:/usr/sbin:/usr/bin", "HOME=/root", "LC_ALL=C"));
    command.addAll(Arrays.asList(variables));
    command.addAll(List.of("bash", "/scripts/" + script));

    File out = scratch.resolve("stdout").toFile();
    File err = scratch.resolve("stderr").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    if (namespaces == Namespaces.OF_A_USER) {
      builder.environment().put("SCRATCH_USER", "ordinary");
    }
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), script + " did not end within a minute");
    } finally {
      process.destroyForcibly();
    }
    return new Run(
        process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
  }

  /** Runs a script that must succeed without a word on standard error. */
  Run succeed(String script, String... variables) throws IOException, InterruptedException {
    Run run = run(script, variables);
    assertEquals("", run.stderr(), script);
    assertEquals(0, run.exit(), script + " said: " + run.stdout());
    return run;
  }

  /** The stand-ins' calls so far, in order; each is forgotten once it was asked for. */
  List<String> calls() throws IOException {
    List<String> calls = Files.readAllLines(path("stand-ins/calls"));
    Files.writeString(path("stand-ins/calls"), "");
    return calls.stream().map(String::strip).toList();
  }

  boolean has(String path) {
    return Files.exists(path(path), LinkOption.NOFOLLOW_LINKS);
  }

  String text(String path) throws IOException {
    return Files.readString(path(path));
  }

  String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path(path)));
  }

  String link(String path) throws IOException {
    return Files.readSymbolicLink(path(path)).toString();
  }

  /** Every folder, file and link with its mode and content: equal states are equal maps. */
  Map<String, String> state() throws IOException {
    Map<String, String> state = new TreeMap<>();
    for (String top : STATE) {
      Path folder = path(top);
      try (Stream<Path> paths = Files.walk(folder)) {
        paths.forEach(path -> state.put("/" + top + "/" + folder.relativize(path), describe(path)));
      }
    }
    return state;
  }

  /** Where a file of the machine lies; /usr/local is the one writable part of /usr. */
  Path path(String path) {
    Path inRoot = Path.of(path);
    return inRoot.startsWith("usr/local")
        ? scratch.resolve("usr-local").resolve(Path.of("usr/local").relativize(inRoot))
        : scratch.resolve("root").resolve(inRoot);
  }

  private static String describe(Path path) {
    try {
      if (Files.isSymbolicLink(path)) {
        return "-> " + Files.readSymbolicLink(path);
      }
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      return Files.isDirectory(path)
          ? mode
          : mode + " " + new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path entry() throws IOException {
    Path entry = scratch.resolve("enter-scratch-root.sh");
    try (InputStream script = ScratchRoot.class.getResourceAsStream("enter-scratch-root.sh")) {
      Files.copy(script, entry, StandardCopyOption.REPLACE_EXISTING);
    }
    return entry;
  }
}
