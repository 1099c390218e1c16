package dev.homelab.maven.check.text;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Asks whether every line, the last one too, ends with LF. */
final class LineEnds {

  static final Rule CRLF =
      Rule.error(
          "text/crlf",
          "Linux takes the carriage return for a part of the line: scripts, make and the kickstart fail on it.");
  static final Rule NO_FINAL_NEWLINE =
      Rule.warning(
          "text/no-final-newline",
          "What is appended later joins the last line, and diffs show it.");

  private LineEnds() {}

  static List<Finding> judge(SourceFile file, byte[] bytes) {
    List<Finding> findings = new ArrayList<>();
    int line = 1;
    int first = 0;
    int many = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (i > 0 && bytes[i - 1] == '\r') {
          many++;
          first = first == 0 ? line : first;
        }
        line++;
      }
    }
    if (many > 0 && !file.endsWith(".bat", ".cmd")) {
      findings.add(
          CRLF.at(
              file.location(first),
              many == 1
                  ? "the line ends with CRLF"
                  : "the line ends with CRLF, as do " + (many - 1) + " more",
              "save it with LF; on Windows git config core.autocrlf input keeps git from adding"
                  + " CR"));
    }
    if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
      findings.add(
          NO_FINAL_NEWLINE.at(
              file.location(line), "the last line does not end with a newline", "add one"));
    }
    return findings;
  }
}
