package dev.homelab.maven.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homelab.maven.flow.Await.NotYet;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits for an Argo CD that was applied: the job that installs it, then the kinds that it brings,
 * then the pods that use them. In this order, for each needs the one before it.
 */
final class ArgoInstall {

  private static final String SYSTEM = "kube-system";
  private static final String NAMESPACE = "argocd";
  private static final String JOB = "helm-install-argocd";
  private static final List<String> KINDS =
      List.of("applications.argoproj.io", "appprojects.argoproj.io", "applicationsets.argoproj.io");
  private static final List<String> WORKLOADS =
      List.of(
          "deployment/argocd-repo-server",
          "deployment/argocd-server",
          "statefulset/argocd-application-controller");
  private static final Duration ONE_LOOK = Duration.ofSeconds(5);
  private static final int LOG_LINES = 5;

  private final Cluster cluster;
  private final Consumer<String> log;

  ArgoInstall(Cluster cluster, Consumer<String> log) {
    this.cluster = cluster;
    this.log = log;
  }

  /** Until it runs. */
  void await() throws HomelabException {
    cluster
        .await("job " + JOB, cluster.waits().job())
        .until(() -> cluster.looked(k -> jobOf(k.get("job", SYSTEM, JOB), chart(k))).orDone());
    log.accept("job " + JOB + ": complete");
    for (String kind : KINDS) {
      cluster
          .await("the kind " + kind, cluster.waits().kinds())
          .until(() -> cluster.looked(k -> established(k.get("crd", "", kind))).orDone());
    }
    log.accept("the kinds of Argo CD: established");
    for (String workload : WORKLOADS) {
      cluster
          .await(workload, cluster.waits().rollout())
          .until(
              () ->
                  cluster
                      .looked(k -> new Progress(k.rollout(workload, NAMESPACE, ONE_LOOK), POD_FIX))
                      .orDone());
      log.accept(workload + ": rolled out");
    }
  }

  private static final String POD_FIX =
      "kubectl -n "
          + NAMESPACE
          + " describe pods; mostly the node is out of memory or disk, or cannot fetch an image";

  /** What is still missing, if anything. */
  private record Progress(Optional<String> missing, String fix) {

    boolean orDone() throws NotYet {
      if (missing.isPresent()) {
        throw new NotYet(missing.get(), fix);
      }
      return true;
    }
  }

  private static Optional<JsonNode> chart(dev.homelab.maven.tool.Kubectl kubectl)
      throws HomelabException {
    return kubectl.get("helmchart", SYSTEM, NAMESPACE);
  }

  private Progress jobOf(Optional<JsonNode> job, Optional<JsonNode> chart) throws HomelabException {
    String logs = "kubectl -n " + SYSTEM + " logs job/" + JOB;
    // Argo CD has no health for a HelmChart, and with failurePolicy abort its job only waits then.
    Optional<String> failed = chart.flatMap(c -> condition(c, "Failed"));
    if (failed.isPresent() || job.flatMap(j -> condition(j, "Failed")).isPresent()) {
      throw new HomelabException(
          new Problem(
              "Argo CD was not installed: "
                  + failed.filter(m -> !m.isEmpty()).orElse("job " + JOB + " has failed")
                  + lastWords(),
              "see why: " + logs + "; README.md, Argo CD, has the way out"));
    }
    if (job.isEmpty()) {
      return new Progress(
          Optional.of("there is no such job yet"),
          "see whether k3s runs its helm controller: sudo journalctl -u k3s, on the machine");
    }
    return new Progress(
        condition(job.get(), "Complete").isPresent()
            ? Optional.empty()
            : Optional.of("it works: the first start pulls images"),
        "see what it does: " + logs);
  }

  private String lastWords() throws HomelabException {
    String printed = cluster.run(k -> k.logs("job/" + JOB, SYSTEM, LOG_LINES));
    return printed
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((a, b) -> b)
        .map(line -> "; its last words: " + line)
        .orElse("");
  }

  private static Progress established(Optional<JsonNode> kind) {
    boolean there = kind.flatMap(k -> condition(k, "Established")).isPresent();
    String words = kind.isPresent() ? "it is not established" : "it is not there yet";
    return new Progress(
        there ? Optional.empty() : Optional.of(words),
        "kubectl -n " + SYSTEM + " logs job/" + JOB + " shows whether the chart brought it");
  }

  /** The message of a condition that is true. */
  private static Optional<String> condition(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)
          && condition.path("status").asText().equals("True")) {
        return Optional.of(condition.path("message").asText());
      }
    }
    return Optional.empty();
  }
}
