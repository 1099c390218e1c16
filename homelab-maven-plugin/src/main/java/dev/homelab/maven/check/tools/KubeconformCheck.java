package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Kubeconform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** kubeconform of all manifests, with schemas that are at hand: it would fetch them one by one. */
final class KubeconformCheck extends ToolCheck {

  KubeconformCheck(Workbench workbench) {
    super(
        "kubeconform",
        List.of("kubernetes", "yaml"),
        "The cluster refuses it, so it would never be synced.",
        workbench);
  }

  @Override
  boolean concerns(Lab lab) {
    return Manifests.areIn(lab);
  }

  @Override
  Optional<String> lacks(Lab lab) {
    return workbench().supplies().schemas().isPresent()
        ? Optional.empty()
        : Optional.of("needs a folder of schemas: homelab.schemas");
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    Optional<Found.Program> kustomize = workbench().kustomize();
    if (kustomize.isEmpty()) {
      session.skip("kustomize renders the objects, and is not on this machine");
      return;
    }
    Manifests manifests = new Manifests(lab, workbench(), kustomize.get());
    manifests.left().forEach(session::skip);
    String kubernetes =
        lab.answers()
            .value("k3s_version")
            .orElse("")
            .replaceFirst("^v", "")
            .replaceFirst("\\+.*", "");
    Kubeconform.Answer answer =
        new Kubeconform(program, workbench().runner())
            .judge(manifests.text(), workbench().supplies().schemas().orElseThrow(), kubernetes);
    if (answer.trouble().isPresent()) {
      session.skip(answer.trouble().get());
      return;
    }
    session.did(CheckResult.count(answer.withSchema(), "object"));
    answer.objections().forEach(objection -> session.complain(manifests.complaint(objection)));
    if (answer.withoutSchema() > 0) {
      session.skip(
          CheckResult.count(answer.withoutSchema(), "object")
              + " without a schema for "
              + kubernetes);
    }
  }

  @Override
  String fix(Complaint complaint) {
    return "mend it; kubectl explain tells what the cluster knows";
  }
}
