package dev.homelab.maven.check.tree;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;

/** Asks whether the homelab's folder holds what goals need, and nothing that git should not. */
public final class TreeCheck implements Check {

  @Override
  public String name() {
    return "tree";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        NeededFiles.MISSING_FILE,
        TerraformFolders.MISSING_ENVIRONMENT,
        TerraformFolders.EMPTY,
        Contents.UNREADABLE,
        Contents.LARGE,
        Contents.LINK,
        Names.CONTROL_CHARACTER,
        Names.CASE);
  }

  /** Whether it tells when this file is missing, so that nobody else has to. */
  public static boolean needs(String path) {
    return NeededFiles.contain(path);
  }

  @Override
  public CheckResult run(Lab lab) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(NeededFiles.judge(lab));
    findings.addAll(TerraformFolders.judge(lab));
    findings.addAll(Contents.judge(lab.tree()));
    findings.addAll(Names.judge(lab.tree()));
    return CheckResult.of(CheckResult.count(lab.tree().files().size(), "file"), findings);
  }
}
