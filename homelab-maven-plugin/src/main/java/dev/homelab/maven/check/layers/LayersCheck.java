package dev.homelab.maven.check.layers;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asks whether the layers agree with each other. */
public final class LayersCheck implements Check {

  private static final List<Agreement> AGREEMENTS =
      List.of(
          new TemplateName(),
          Hardware.FIRMWARE,
          Hardware.MACHINE,
          Hardware.CONTROLLER,
          new CloudInitSlot(),
          new Storage(),
          new DiskSize(),
          new DiskInState(),
          new K3sVersion(),
          new ArgoCdVersion(),
          new Network(),
          new Repository(),
          new MakefileNames(),
          new Variables());

  @Override
  public String name() {
    return "layers";
  }

  @Override
  public List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (Agreement agreement : AGREEMENTS) {
      rules.addAll(agreement.rules());
    }
    return rules;
  }

  @Override
  public CheckResult run(Lab lab) {
    Layers layers = new Layers(lab);
    Set<Finding> findings = new LinkedHashSet<>();
    for (Agreement agreement : AGREEMENTS) {
      findings.addAll(agreement.judge(layers));
    }
    if (!findings.isEmpty()) {
      Set<Location> refused = layers.estate().refused();
      // The answers are judged by themselves, and then nothing else says that they disagree.
      findings.removeIf(
          finding ->
              !finding.where().file().equals(Answers.FILE) && refused.contains(finding.where()));
    }
    return CheckResult.of(CheckResult.count(AGREEMENTS.size(), "agreement"), List.copyOf(findings));
  }
}
