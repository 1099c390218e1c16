package dev.homelab.maven.check.hcl;

import dev.homelab.maven.hcl.HclRule;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;

/** Asks whether the tools can read a file. */
final class Syntax {

  static final Rule RULE = Rules.of(HclRule.SYNTAX);

  private Syntax() {}

  static List<Finding> judge(HclSource source) {
    return source.file().problems().stream()
        .map(
            problem ->
                RULE.at(source.at(problem.range().start()), problem.message(), problem.fix()))
        .toList();
  }
}
