package dev.homelab.it.hcl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.homelab.maven.hcl.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code tofu fmt} and {@code packer fmt}, each started once for all files. */
final class RealFormatter {
  private static final Pattern NAME = Pattern.compile("f(\\d{6})\\.(?:tf|pkr\\.hcl)");

  private RealFormatter() {}

  /**
   * What the tool made of the files.
   *
   * @param refused the numbers of those it complained about
   * @param contents as they are afterwards
   */
  record Outcome(Set<Integer> refused, List<byte[]> contents) {}

  static Outcome run(Dialect dialect, List<Source> sources, Path scratch)
      throws IOException, InterruptedException {
    boolean tofu = dialect == Dialect.TOFU;
    String tool = tofu ? "tofu" : "packer";
    assumeTrue(
        Programs.find(tool).isPresent(),
        tool + " is not on the PATH: run homelab-it/toolchain/install " + tool);
    Path folder = Files.createDirectory(scratch.resolve(tool));
    for (int i = 0; i < sources.size(); i++) {
      Files.write(file(folder, i, tofu), sources.get(i).content());
    }
    List<String> command =
        tofu
            ? List.of("tofu", "fmt", "-no-color", "-list=false", tool)
            : List.of("packer", "fmt", tool);
    String output = Programs.run(scratch, command).output();
    Set<Integer> refused = new TreeSet<>();
    for (String line : output.lines().toList()) {
      // packer also names each file that it changes, alone on a line.
      Matcher name = NAME.matcher(line);
      if (name.find() && name.end() < line.length()) {
        refused.add(Integer.parseInt(name.group(1)));
      }
    }
    List<byte[]> contents = new ArrayList<>(sources.size());
    for (int i = 0; i < sources.size(); i++) {
      contents.add(Files.readAllBytes(file(folder, i, tofu)));
    }
    return new Outcome(refused, contents);
  }

  private static Path file(Path folder, int number, boolean tofu) {
    return folder.resolve(String.format("f%06d.%s", number, tofu ? "tf" : "pkr.hcl"));
  }
}
