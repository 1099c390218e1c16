package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Yamllint;
import java.nio.file.Path;
import java.util.List;

/** yamllint of the whole homelab, by the rules in .yamllint. */
final class YamllintCheck extends ToolCheck {

  YamllintCheck(Workbench workbench) {
    super(
        "yamllint",
        List.of("yaml", "text"),
        "The tree's .yamllint says so, and its CI would.",
        workbench);
  }

  @Override
  boolean concerns(Lab lab) {
    return !lab.tree().filesEndingWith(".yaml", ".yml").isEmpty();
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    session.add("YAML files", new Yamllint(program, workbench().runner()).judge(copy));
  }

  @Override
  String fix(Complaint complaint) {
    return "mend the line, or change the rule in .yamllint";
  }
}
