package dev.homelab.maven.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homelab.maven.cluster.ApplicationState;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.report.StatusReport.Part;
import dev.homelab.maven.tool.Git;
import dev.homelab.maven.tool.Kubectl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What there is in the cluster: its nodes, and the Applications of Argo CD. */
final class ClusterStatus {

  private static final String CLUSTER = "cluster";
  private static final String ARGO = "argo-cd";
  private static final String APPLICATION = "application";

  private final Kubectl kubectl;
  private final String environment;
  private final String k3s;

  /**
   * Of this cluster.
   *
   * @param k3s the version that the answers name
   */
  ClusterStatus(Kubectl kubectl, String environment, String k3s) {
    this.kubectl = kubectl;
    this.environment = environment;
    this.k3s = k3s;
  }

  /**
   * The parts.
   *
   * @param repository that the homelab is in
   * @param commit that it is at; empty when that is not known
   */
  List<Part> parts(String repository, String revision, Optional<String> commit) {
    List<Part> parts = new ArrayList<>();
    try {
      kubectl.ready();
      for (JsonNode node : kubectl.list("nodes", "")) {
        parts.add(node(node));
      }
      if (parts.isEmpty()) {
        parts.add(Part.missing(CLUSTER, environment, "its API is ready, and it has no node yet"));
      }
      kubectl
          .get("helmchart", "kube-system", "argocd")
          .flatMap(ClusterStatus::failed)
          .ifPresent(why -> parts.add(Part.there(ARGO, "its chart", List.of(why))));
      List<ApplicationState> applications =
          kubectl.list(ArgoSync.KIND, ArgoSync.NAMESPACE).stream()
              .map(ApplicationState::of)
              .toList();
      for (ApplicationState application : applications) {
        parts.add(application(application, repository, revision, commit));
      }
      if (applications.isEmpty()) {
        parts.add(
            Part.missing(ARGO, "no Application", "hand the cluster over: mvn homelab:gitops"));
      }
    } catch (HomelabException e) {
      parts.add(Part.unknown(CLUSTER, environment, e.getMessage().lines().findFirst().orElse("")));
    }
    return parts;
  }

  private Part node(JsonNode node) {
    String name = node.path("metadata").path("name").asText();
    String version = node.path("status").path("nodeInfo").path("kubeletVersion").asText();
    List<String> differences = new ArrayList<>();
    boolean ready = false;
    for (JsonNode condition : node.path("status").path("conditions")) {
      ready |=
          condition.path("type").asText().equals("Ready")
              && condition.path("status").asText().equals("True");
    }
    if (!ready) {
      differences.add("it is not ready: kubectl describe node " + name);
    }
    if (!version.equals(k3s)) {
      differences.add("it runs " + version + ", the answers say " + k3s);
    }
    return Part.there(CLUSTER, "node " + name + " " + version, differences);
  }

  private static Optional<String> failed(JsonNode chart) {
    for (JsonNode condition : chart.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Failed")
          && condition.path("status").asText().equals("True")) {
        return Optional.of(
            "its install or upgrade has failed: " + condition.path("message").asText());
      }
    }
    return Optional.empty();
  }

  private static Part application(
      ApplicationState application, String repository, String revision, Optional<String> commit) {
    List<String> differences = new ArrayList<>();
    if (!application.settled()) {
      differences.add(application.words());
    }
    differences.addAll(application.troubles());
    boolean ours =
        application.repository().equals(repository) && application.follows().equals(revision);
    if (ours
        && commit.isPresent()
        && !application.revision().isEmpty()
        && !application.revision().equals(commit.get())) {
      differences.add(
          "it has seen "
              + Git.shortened(application.revision())
              + ", the repository is at "
              + Git.shortened(commit.get()));
    }
    return Part.there(
        APPLICATION,
        application.name()
            + (application.revision().isEmpty()
                ? ""
                : " at " + Git.shortened(application.revision()))
            + ", "
            + application.resources()
            + (application.resources() == 1 ? " object" : " objects"),
        differences);
  }
}
