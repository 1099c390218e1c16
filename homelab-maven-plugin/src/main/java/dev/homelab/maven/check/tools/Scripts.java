package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.tree.SourceFile;
import java.util.List;

/** The scripts that shellcheck and shfmt are shown. */
final class Scripts {

  private Scripts() {}

  static List<String> in(Lab lab) {
    return lab.tree().filesEndingWith(".sh").stream()
        .filter(file -> file.text().isPresent())
        .map(SourceFile::path)
        .toList();
  }

  /** "5 scripts". */
  static String counted(Lab lab) {
    return CheckResult.count(in(lab).size(), "script");
  }
}
