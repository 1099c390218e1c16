package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asks whether kustomize, the API server and Argo CD will take what lies below k8s. */
public final class KubernetesCheck implements Check {

  private static final int MAX_MESSAGE = 1000;

  private static final List<Question> QUESTIONS =
      List.of(
          new KustomizationFiles(),
          new KustomizationReferences(),
          new KustomizationCycles(),
          new UnlistedFiles(),
          new HelmCharts(),
          new ChartValues(),
          new ObjectIdentity(),
          new ApiVersions(),
          new Fields(),
          new Texts(),
          new DuplicateObjects(),
          new Namespaces(),
          new Selectors(),
          new Images(),
          new PlainSecrets(),
          new ArgoApplications(),
          new ArgoProjects(),
          new SyncOptions());

  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public List<Rule> rules() {
    return QUESTIONS.stream().flatMap(question -> question.rules().stream()).toList();
  }

  @Override
  public CheckResult run(Lab lab) {
    Manifests manifests = new Manifests(lab);
    // A set: an object that two kustomizations build is wrong once.
    Set<Finding> findings = new LinkedHashSet<>();
    QUESTIONS.forEach(question -> question.ask(manifests, f -> findings.add(shortened(f))));
    String scope =
        CheckResult.count(manifests.files().size(), "file")
            + ", "
            + CheckResult.count(manifests.objects().size(), "object");
    return CheckResult.of(scope, List.copyOf(findings));
  }

  /** A name may be a megabyte long; its beginning says which one it is. */
  private static Finding shortened(Finding finding) {
    String message = finding.problem().message();
    return message.length() <= MAX_MESSAGE
        ? finding
        : finding
            .rule()
            .at(
                finding.where(),
                message.substring(0, MAX_MESSAGE) + "...",
                finding.problem().fix().length() <= MAX_MESSAGE
                    ? finding.problem().fix()
                    : "use a shorter text");
  }
}
