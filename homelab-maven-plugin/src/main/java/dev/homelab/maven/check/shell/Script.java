package dev.homelab.maven.check.shell;

import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.util.List;
import java.util.regex.Pattern;

/** A file that a shell reads: by its ending, or by the shell in its first line. */
record Script(SourceFile file) {

  private static final Pattern SHELL = Pattern.compile("#!.*[/ ](ba|da|k|z)?sh(\\s.*)?");

  static List<Script> in(Tree tree) {
    return tree.files().stream()
        .map(Script::new)
        .filter(s -> s.file.endsWith(".sh") || SHELL.matcher(s.firstLine()).matches())
        .filter(s -> s.file.text().isPresent())
        .toList();
  }

  String firstLine() {
    return lines().isEmpty() ? "" : lines().get(0);
  }

  List<String> lines() {
    return file.lines();
  }

  boolean hasShebang() {
    return firstLine().startsWith("#!");
  }

  /** Whether its first line names sh and not bash, so that pipefail cannot be asked for. */
  boolean plainSh() {
    return firstLine().matches("#!.*[/ ](da)?sh(\\s.*)?");
  }

  /** Whether Windows wrote it; bash chokes on every line then, and another check says why. */
  boolean hasCarriageReturns() {
    return file.text().orElse("").contains("\r\n");
  }
}
