package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A program and the place it runs in. It sees the tools before this machine's programs, and nothing
 * of the settings, credentials and plugins of whoever runs the tests.
 */
record Program(String name, Path folder, Map<String, String> environment, String input) {

  /** How it ended. Some tools tell their findings on one stream, some on the other. */
  record Ended(String command, int exitCode, String out, String err) {

    String said() {
      return out + err;
    }

    /** The same as a success: it stopped for a reason that does not count. */
    Ended excused() {
      return new Ended(command, 0, out, err);
    }

    Ended succeeded() {
      return endedWith(0);
    }

    Ended endedWith(int expected) {
      assertEquals(expected, exitCode, () -> command + "\n" + said());
      return this;
    }
  }

  static Program tool(String name) {
    if (Files.exists(Toolchain.bin().resolve(name))) {
      Ledger.ranWith(name);
    }
    return new Program(name, Toolchain.work(), Map.of(), "");
  }

  Program in(Path other) {
    return new Program(name, other, environment, input);
  }

  Program with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Program(name, folder, more, input);
  }

  Program with(Map<String, String> variables) {
    Map<String, String> more = new TreeMap<>(environment);
    more.putAll(variables);
    return new Program(name, folder, more, input);
  }

  Program reading(String text) {
    return new Program(name, folder, environment, text);
  }

  Ended run(String... arguments) {
    return run(List.of(arguments));
  }

  Ended run(List<String> arguments) {
    try {
      Path streams =
          Files.createTempDirectory(Toolchain.work(), Path.of(name).getFileName().toString());
      Path out = streams.resolve("out");
      Path err = streams.resolve("err");
      Path in = Files.writeString(streams.resolve("in"), input);
      Process process = start(arguments, in, out, err);
      boolean over = process.waitFor(3, TimeUnit.MINUTES);
      if (!over) {
        end(process);
      }
      Ended ended =
          new Ended(command(arguments), over ? process.exitValue() : -1, text(out), text(err));
      for (Path file : List.of(in, out, err, streams)) {
        Files.delete(file);
      }
      if (!over) {
        throw new AssertionError("still running after 3 minutes: " + ended);
      }
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Starts it and does not wait; both streams go to one file. */
  Process start(Path log, String... arguments) throws IOException {
    return start(List.of(arguments), null, log, log);
  }

  private Process start(List<String> arguments, Path in, Path out, Path err) throws IOException {
    Path inBin = Toolchain.bin().resolve(name);
    List<String> words = new ArrayList<>();
    words.add(Files.exists(inBin) ? inBin.toString() : name);
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectInput(in == null ? new File("/dev/null") : in.toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
    builder.redirectErrorStream(out.equals(err));
    Map<String, String> ours = builder.environment();
    String path = Toolchain.bin() + File.pathSeparator + ours.get("PATH");
    ours.clear();
    Path home = Files.createDirectories(Toolchain.work().resolve("home"));
    ours.put("PATH", path);
    ours.put("HOME", home.toString());
    ours.put("LC_ALL", "C.UTF-8");
    ours.put("CHECKPOINT_DISABLE", "1");
    ours.put("TF_CLI_CONFIG_FILE", noRegistry().toString());
    ours.put("PACKER_PLUGIN_PATH", home.resolve("no-packer-plugins").toString());
    ours.putAll(environment);
    return builder.start();
  }

  /** So that a test has one result, whether or not a provider could be fetched from here. */
  private static Path noRegistry() throws IOException {
    Path none = Files.createDirectories(Toolchain.work().resolve("no-tofu-providers"));
    return tofuSettings(none, none.resolve("tofurc"));
  }

  /** Settings for tofu, by which all providers come from a folder and none from a registry. */
  static synchronized Path tofuSettings(Path providers, Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(
          file,
          """
          provider_installation {
            filesystem_mirror {
              path = "%s"
            }
          }
          """
              .formatted(providers));
    }
    return file;
  }

  /** Ends a process and all that it has started. */
  static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  private String command(List<String> arguments) {
    return name + " " + String.join(" ", arguments) + "   (in " + folder + ")";
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
