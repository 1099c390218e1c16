package dev.homelab.maven.check.hcl;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;

/** Asks what packer and tofu would say of their files, and what they would not. */
public final class HclCheck implements Check {

  @Override
  public String name() {
    return "hcl";
  }

  @Override
  public List<Rule> rules() {
    return List.of(Syntax.RULE, Format.RULE);
  }

  @Override
  public CheckResult run(Lab lab) {
    List<HclSource> sources = HclSource.all(lab.tree());
    List<Finding> findings = new ArrayList<>();
    for (HclSource source : sources) {
      findings.addAll(Syntax.judge(source));
      findings.addAll(Format.judge(source));
    }
    return CheckResult.of(CheckResult.count(sources.size(), "file"), findings);
  }
}
