package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Ksvalidator;
import dev.homelab.maven.tree.SourceFile;
import java.nio.file.Path;
import java.util.List;

/** ksvalidator of every kickstart file. */
final class KsvalidatorCheck extends ToolCheck {

  KsvalidatorCheck(Workbench workbench) {
    super(
        "ksvalidator",
        List.of("kickstart"),
        "The installer stops at it and waits for somebody in front of a screen.",
        workbench);
  }

  @Override
  boolean concerns(Lab lab) {
    return !kickstarts(lab).isEmpty();
  }

  private static List<String> kickstarts(Lab lab) {
    return lab.tree().files().stream()
        .filter(file -> file.endsWith(".ks") || file.name().equals("ks.cfg"))
        .filter(file -> file.text().isPresent())
        .map(SourceFile::path)
        .toList();
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    Ksvalidator ksvalidator = new Ksvalidator(program, workbench().runner());
    for (String file : kickstarts(lab)) {
      session.add("kickstart", ksvalidator.judge(copy, file));
    }
  }

  @Override
  String fix(Complaint complaint) {
    return "see https://pykickstart.readthedocs.io for what the command takes";
  }
}
