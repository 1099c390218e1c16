package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** kustomize build of every folder that has a kustomization, by kustomize or by kubectl. */
final class KustomizeCheck extends ToolCheck {

  KustomizeCheck(Workbench workbench) {
    super(
        "kustomize",
        List.of("kubernetes", "yaml"),
        "Argo CD renders it the same way, and would stop syncing.",
        workbench);
  }

  @Override
  boolean concerns(Lab lab) {
    return !Renderings.kustomizations(lab).isEmpty();
  }

  /** kubectl has a kustomize inside. */
  @Override
  CheckResult instead(Lab lab, Found.Missing missing) {
    return workbench().find("kubectl") instanceof Found.Program kubectl
        ? run(lab, new Found.Program(kubectl.name(), kubectl.path(), "of kubectl"))
        : super.instead(lab, missing);
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    List<String> broken = new ArrayList<>();
    for (Renderings.Rendering rendering : workbench().renderings(lab, program)) {
      rendering.skipped().ifPresent(session::skip);
      if (rendering.rendered().isEmpty()) {
        continue;
      }
      Verdict verdict = rendering.rendered().get().verdict();
      boolean known = verdict.complaints().stream().anyMatch(c -> mentions(c, broken));
      if (!verdict.complaints().isEmpty()) {
        broken.add(rendering.folder());
      }
      // Whoever takes a broken folder in is broken too, and says so in the same words.
      if (!known) {
        session.add("build", verdict);
      }
    }
  }

  private static boolean mentions(Complaint complaint, List<String> broken) {
    return broken.stream().anyMatch(complaint.text()::contains);
  }

  @Override
  String fix(Complaint complaint) {
    return "mend it, and see that kustomize build is content";
  }

  /** A folder is told by its kustomization, whatever of the three names that has. */
  @Override
  String file(Lab lab, Complaint complaint) {
    String path = complaint.file().replaceFirst("^\\./", "");
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return Stream.concat(Stream.of(path), Renderings.NAMES.stream().map(name -> folder + name))
        .filter(candidate -> lab.tree().file(candidate).isPresent())
        .findFirst()
        .orElse(path);
  }
}
