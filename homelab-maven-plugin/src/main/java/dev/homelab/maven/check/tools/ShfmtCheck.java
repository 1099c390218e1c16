package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Shfmt;
import java.nio.file.Path;
import java.util.List;

/** shfmt of every script, by the options in .editorconfig. */
final class ShfmtCheck extends ToolCheck {

  ShfmtCheck(Workbench workbench) {
    super(
        "shfmt",
        List.of("shell", "text"),
        "Scripts in one form are read faster, and change only where they change.",
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
        new Shfmt(program, workbench().runner()).check(copy, Scripts.in(lab)));
  }

  @Override
  String fix(Complaint complaint) {
    return complaint.error()
        ? "mend the line, or the quote or block that is open above it"
        : "shfmt -w " + complaint.file();
  }
}
