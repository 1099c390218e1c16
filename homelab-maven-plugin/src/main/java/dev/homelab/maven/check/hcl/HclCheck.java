package dev.homelab.maven.check.hcl;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.hcl.traps.Trap;
import dev.homelab.maven.check.hcl.traps.Traps;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Asks what packer and tofu would say of their files, and what they would not. */
public final class HclCheck implements Check {

  @Override
  public String name() {
    return "hcl";
  }

  @Override
  public List<Rule> rules() {
    List<Rule> rules = new ArrayList<>(List.of(Syntax.RULE, Format.RULE));
    rules.addAll(Meaning.rules());
    for (Trap trap : Traps.all()) {
      rules.add(trap.rule());
    }
    return rules;
  }

  @Override
  public CheckResult run(Lab lab) {
    Estate estate = Estate.of(lab);
    List<HclSource> sources = estate.sources();
    List<Finding> findings = new ArrayList<>();
    for (HclSource source : sources) {
      findings.addAll(Syntax.judge(source));
      findings.addAll(Format.judge(source));
    }
    findings.addAll(Meaning.judge(estate, lab.answers()));
    for (Trap trap : Traps.all()) {
      findings.addAll(trap.look(estate));
    }
    String scope = CheckResult.count(sources.size(), "file");
    return CheckResult.of(
        scope + ", " + CheckResult.count(estate.references(), "reference"),
        List.copyOf(new LinkedHashSet<>(findings)));
  }
}
