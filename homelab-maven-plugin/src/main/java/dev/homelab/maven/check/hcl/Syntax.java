package dev.homelab.maven.check.hcl;

import dev.homelab.maven.hcl.HclRule;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;

/** Asks whether the tools can read a file. */
final class Syntax {

  static final Rule RULE = Rules.of(HclRule.SYNTAX);

  private Syntax() {}

  static List<Finding> judge(HclSource source) {
    List<Finding> findings = new ArrayList<>();
    for (dev.homelab.maven.hcl.Finding problem : source.file().problems()) {
      findings.add(RULE.at(source.at(problem.range().start()), problem.message(), problem.fix()));
    }
    return findings;
  }
}
