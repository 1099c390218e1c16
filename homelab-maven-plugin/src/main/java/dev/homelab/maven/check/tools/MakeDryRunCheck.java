package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Make;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** make -n of every target that the help lists. */
final class MakeDryRunCheck extends ToolCheck {

  private static final String FILE = "Makefile";
  private static final Pattern LISTED = Pattern.compile("([a-z0-9-]+):.*?## .*");

  MakeDryRunCheck(Workbench workbench) {
    super(
        "make",
        List.of("make", "text"),
        "make stops at it, and nothing in the Makefile can be used.",
        workbench);
  }

  @Override
  boolean concerns(Lab lab) {
    return !targets(lab).isEmpty();
  }

  private static List<String> targets(Lab lab) {
    return lab.tree().file(FILE).stream()
        .flatMap(file -> file.lines().stream())
        .map(LISTED::matcher)
        .filter(Matcher::matches)
        .map(target -> target.group(1))
        .distinct()
        .toList();
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    List<String> targets = targets(lab);
    session.add(
        "-n of " + CheckResult.count(targets.size(), "target"),
        new Make(program, workbench().runner()).dryRun(copy, targets));
  }

  @Override
  String fix(Complaint complaint) {
    return "mend it, and try: make -n help";
  }
}
