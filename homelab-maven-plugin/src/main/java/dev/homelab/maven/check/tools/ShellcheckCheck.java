package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Shellcheck;
import java.nio.file.Path;
import java.util.List;

/** shellcheck of every script. */
final class ShellcheckCheck extends ToolCheck {

  ShellcheckCheck(Workbench workbench) {
    super(
        "shellcheck",
        List.of("shell", "text"),
        "The script does something else than it seems to.",
        workbench);
  }

  @Override
  boolean concerns(Lab lab) {
    return !Scripts.in(lab).isEmpty();
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    session.add(
        Scripts.counted(lab),
        new Shellcheck(program, workbench().runner()).judge(copy, Scripts.in(lab)));
  }

  @Override
  String fix(Complaint complaint) {
    return "see https://www.shellcheck.net/wiki/" + complaint.code();
  }
}
