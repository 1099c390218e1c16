package dev.homelab.it.hcl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The HCL library of the tools, asked through the program in toolchain/hclverdict. */
final class Library {
  private static final Path SOURCE = Path.of("toolchain", "hclverdict").toAbsolutePath();
  private static final Path PROGRAM = Path.of("target", "hclverdict").toAbsolutePath();

  private static boolean built;

  private Library() {}

  /**
   * What the library makes of a source.
   *
   * @param firstError line:column, "-" if there is none
   * @param formatted what {@code packer fmt} writes
   */
  record Verdict(boolean accepted, String firstError, byte[] formatted) {}

  private static synchronized void build() throws IOException, InterruptedException {
    if (built) {
      return;
    }
    assumeTrue(Programs.find("go").isPresent(), "Go is not on this machine");
    Programs.Result result =
        Programs.run(SOURCE, List.of("go", "build", "-o", PROGRAM.toString(), "."));
    assumeTrue(
        result.exit() == 0,
        "hclverdict cannot be built: run go mod download in " + SOURCE + "\n" + result.output());
    built = true;
  }

  static String unicodeTables() throws IOException, InterruptedException {
    build();
    return Programs.run(SOURCE, List.of(PROGRAM.toString(), "-unicode")).output();
  }

  static List<Verdict> judge(List<Source> sources) throws IOException, InterruptedException {
    build();
    Process process =
        new ProcessBuilder(PROGRAM.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread writer = new Thread(() -> write(process, sources));
    writer.start();
    List<Verdict> verdicts = new ArrayList<>(sources.size());
    try (BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        String[] fields = line.split("\t", -1);
        verdicts.add(
            new Verdict(fields[0].equals("ok"), fields[1], Base64.getDecoder().decode(fields[2])));
      }
    }
    writer.join();
    if (verdicts.size() != sources.size()) {
      throw new IOException(verdicts.size() + " verdicts for " + sources.size() + " sources");
    }
    return verdicts;
  }

  private static void write(Process process, List<Source> sources) {
    try (DataOutputStream frames = new DataOutputStream(process.getOutputStream())) {
      for (Source source : sources) {
        frames.writeInt(source.content().length);
        frames.write(source.content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
