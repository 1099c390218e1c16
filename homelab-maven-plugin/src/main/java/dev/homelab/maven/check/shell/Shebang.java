package dev.homelab.maven.check.shell;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Asks whether a script says which shell it is for, and may be run. */
final class Shebang {

  static final Rule MISSING =
      Rule.error(
          "shell/no-shebang",
          "Whoever runs it chooses the shell, and many systems choose not bash.");
  static final Rule ODD =
      Rule.warning(
          "shell/odd-shebang",
          "Bash lies elsewhere on macOS, NixOS and the BSDs, and options there get lost with 'bash script'.");
  static final Rule NOT_EXECUTABLE =
      Rule.warning("shell/not-executable", "Called by its path it ends with 'Permission denied'.");

  private static final Set<String> KNOWN =
      Set.of(
          "#!/usr/bin/env bash",
          "#!/bin/bash",
          "#!/usr/bin/bash",
          "#!/bin/sh",
          "#!/usr/bin/env sh");

  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9._/@+-]+");

  private Shebang() {}

  static List<Finding> judge(Script script, boolean runBits) {
    List<Finding> findings = new ArrayList<>();
    if (!script.hasShebang()) {
      findings.add(
          MISSING.at(
              script.file().location(1),
              "the script does not say which shell reads it",
              "let it begin with #!/usr/bin/env bash"));
    } else if (!KNOWN.contains(script.firstLine().strip())) {
      findings.add(
          ODD.at(
              script.file().location(1, 1),
              "unusual first line '" + script.firstLine().strip() + "'",
              "write #!/usr/bin/env bash, and options into a set line"));
    }
    if (runBits && script.hasShebang() && !script.file().executable()) {
      findings.add(
          NOT_EXECUTABLE.at(
              script.file().location(),
              "is a script that may not be run",
              "chmod +x " + quoted(script.file().path())));
    }
    return findings;
  }

  /** The path as the shell of its user reads it back. */
  private static String quoted(String path) {
    return PLAIN_WORD.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
