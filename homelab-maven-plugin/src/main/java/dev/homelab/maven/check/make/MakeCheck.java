package dev.homelab.maven.check.make;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks whether make can read the Makefile, and whether its targets are the ones promised. */
public final class MakeCheck implements Check {

  @Override
  public String name() {
    return "make";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Syntax.BLANKS_FOR_TAB,
        Syntax.UNCLOSED_REFERENCE,
        Syntax.CONDITIONAL,
        Targets.MISSING,
        Targets.TWICE,
        Targets.PHONY_UNDEFINED,
        Targets.HELP_NOT_PHONY,
        Targets.HELP_DOES_NOTHING,
        Targets.UNKNOWN_PREREQUISITE,
        Targets.NO_ANSWERS);
  }

  @Override
  public CheckResult run(Lab lab) {
    Optional<SourceFile> file = lab.tree().file("Makefile");
    if (file.flatMap(SourceFile::text).isEmpty()) {
      // That it is missing, or no text, is told by the checks of the tree and of text.
      return CheckResult.of("no Makefile to read", List.of());
    }
    Makefile makefile = new Makefile(file.get());
    Targets targets = new Targets(file.get(), makefile, lab.tree());
    List<Finding> findings = new ArrayList<>(Syntax.judge(makefile));
    findings.addAll(targets.judge());
    return CheckResult.of(CheckResult.count(targets.names().size(), "target"), findings);
  }
}
