package dev.homelab.maven.check.hcl;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks whether a file is in canonical form. */
final class Format {

  static final Rule RULE =
      Rule.warning(
          "hcl/format",
          "The next one who runs the formatter changes lines that have nothing to do with the work.");

  /** A line that is longer is told by its start. */
  private static final int SHOWN = 80;

  private Format() {}

  static List<Finding> judge(HclSource source) {
    byte[] written = source.file().source();
    Optional<byte[]> canonical = source.formatted();
    return canonical.isEmpty() || Arrays.equals(canonical.get(), written)
        ? List.of()
        : List.of(finding(source, lines(written), lines(canonical.get())));
  }

  private static Finding finding(HclSource source, String[] written, String[] canonical) {
    int line = 0;
    while (line < written.length
        && line < canonical.length
        && written[line].equals(canonical[line])) {
      line++;
    }
    String message =
        "not in the form of "
            + source.formatter()
            + ": |"
            + shown(written, line)
            + "| becomes |"
            + shown(canonical, line)
            + "|";
    return RULE.at(
        Location.of(source.path(), line + 1),
        message,
        "run: mvn homelab:fmt   (-Dhomelab.check shows all that it would change)");
  }

  private static String shown(String[] lines, int index) {
    String line = index < lines.length ? lines[index] : "";
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  /** With their ends but the newline, so that a carriage return counts as a difference. */
  private static String[] lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).split("\n", -1);
  }
}
