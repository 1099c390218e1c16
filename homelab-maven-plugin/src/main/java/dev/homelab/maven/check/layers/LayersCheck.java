package dev.homelab.maven.check.layers;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;

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
    return AGREEMENTS.stream().flatMap(a -> a.rules().stream()).toList();
  }

  @Override
  public CheckResult run(Lab lab) {
    Layers layers = new Layers(lab);
    synchronized (layers.estate()) {
      List<Finding> findings =
          AGREEMENTS.stream().flatMap(a -> a.judge(layers).stream()).distinct().toList();
      return CheckResult.of(CheckResult.count(AGREEMENTS.size(), "agreement"), findings);
    }
  }
}
