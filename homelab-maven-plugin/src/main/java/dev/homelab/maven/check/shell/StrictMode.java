package dev.homelab.maven.check.shell;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks whether a script stops at a failed command, an unset variable and, in bash, a failed pipe.
 *
 * <p>Only a {@code set} at the beginning of a line counts: one inside a function or a condition
 * does not hold for the script.
 */
final class StrictMode {

  static final Rule MISSING =
      Rule.error(
          "shell/no-strict-mode",
          "A script that goes on after a failed command reports success for half the work.");

  private StrictMode() {}

  static Optional<Finding> judge(Script script) {
    Set<String> on = new TreeSet<>();
    int line = 0;
    int where = 1;
    for (String text : script.lines()) {
      line++;
      if (text.startsWith("set -")) {
        where = on.isEmpty() ? line : where;
        read(text, on);
      }
    }
    List<String> missing = new ArrayList<>();
    List<String> wanted = script.plainSh() ? List.of("e", "u") : List.of("e", "u", "pipefail");
    for (String option : wanted) {
      if (!on.contains(option)) {
        missing.add(option.length() == 1 ? "-" + option : "-o " + option);
      }
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String fix = script.plainSh() ? "set -eu" : "set -euo pipefail";
    return Optional.of(
        MISSING.at(
            script.file().location(where),
            "strict mode is not on: no set " + String.join(" ", missing),
            "write " + fix + " after the comment at the top"));
  }

  private static void read(String line, Set<String> on) {
    String command = line.split("[;#&|]", 2)[0].strip();
    String[] words = command.split("\\s+");
    for (int i = 1; i < words.length; i++) {
      if (!words[i].startsWith("-")) {
        continue;
      }
      for (char letter : words[i].substring(1).toCharArray()) {
        if (letter == 'o' && i + 1 < words.length) {
          on.add(shortName(words[i + 1]));
        } else {
          on.add(String.valueOf(letter));
        }
      }
    }
  }

  private static String shortName(String option) {
    return switch (option) {
      case "errexit" -> "e";
      case "nounset" -> "u";
      default -> option;
    };
  }
}
