package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.ServerDryRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** kubectl's dry run of all manifests on the homelab's cluster, where there is one and it is up. */
final class DryRunCheck extends ToolCheck {

  DryRunCheck(Workbench workbench) {
    super(
        "kubectl",
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
    if (kubeconfig(lab).isEmpty()) {
      return Optional.of("no cluster yet: make kubeconfig");
    }
    return workbench().online() ? Optional.empty() : Optional.of("Maven is offline");
  }

  /** As make and the README have it: the environment's own, else that of the shell. */
  private Optional<String> kubeconfig(Lab lab) {
    Path own = lab.tree().root().resolve(".kube").resolve(lab.environment() + ".yaml");
    return Optional.of(own)
        .filter(Files::isRegularFile)
        .map(Path::toString)
        .or(() -> Optional.ofNullable(workbench().environment().get("KUBECONFIG")))
        .filter(path -> !path.isBlank());
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    ServerDryRun server =
        new ServerDryRun(program, workbench().runner(), kubeconfig(lab).orElseThrow());
    Optional<String> unreachable = server.unreachable();
    if (unreachable.isPresent()) {
      session.skip("the cluster does not answer: " + unreachable.get());
      return;
    }
    Manifests manifests = new Manifests(lab, workbench(), workbench().kustomize().orElse(program));
    manifests.left().forEach(session::skip);
    if (manifests.count() == 0) {
      return;
    }
    ServerDryRun.Answer answer = server.judge(manifests.text());
    if (answer.trouble().isPresent()) {
      session.skip("dry run: " + answer.trouble().get());
      return;
    }
    session.did("dry run of " + CheckResult.count(manifests.count(), "object"));
    answer.objections().forEach(objection -> session.complain(manifests.complaint(objection)));
    answer.unjudged().forEach(session::skip);
  }

  @Override
  String fix(Complaint complaint) {
    return "mend it; kubectl explain tells what the cluster knows";
  }
}
