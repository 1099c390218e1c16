package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Check;
import java.util.List;

/** The check of every tool, in the order of the console. */
public final class ToolChecks {

  private ToolChecks() {}

  /** New ones, for one run at this workbench. */
  public static List<Check> at(Workbench workbench) {
    return List.of(
        new PackerCheck(workbench),
        new TofuCheck(workbench),
        new KustomizeCheck(workbench),
        new ShellcheckCheck(workbench),
        new ShfmtCheck(workbench),
        new YamllintCheck(workbench),
        new KsvalidatorCheck(workbench),
        new MakeDryRunCheck(workbench));
  }
}
