package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Check;
import java.util.ArrayList;
import java.util.List;

/** The check of every tool, in the order of the console. */
public final class ToolChecks {

  private ToolChecks() {}

  /** New ones, for one run at this workbench. */
  public static List<Check> at(Workbench workbench) {
    List<Check> checks = new ArrayList<>();
    checks.add(new PackerCheck(workbench));
    checks.add(new TofuCheck(workbench));
    checks.add(new KustomizeCheck(workbench));
    checks.add(new DryRunCheck(workbench));
    // Of little use without a folder of schemas: who has neither need not hear of it.
    if (workbench.isOnPath("kubeconform") || workbench.supplies().schemas().isPresent()) {
      checks.add(new KubeconformCheck(workbench));
    }
    checks.addAll(
        List.of(
            new ShellcheckCheck(workbench),
            new ShfmtCheck(workbench),
            new YamllintCheck(workbench),
            new KsvalidatorCheck(workbench),
            new MakeDryRunCheck(workbench)));
    return List.copyOf(checks);
  }
}
