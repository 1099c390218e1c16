package dev.homelab.it.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stands in for what an API server without controllers and pods lacks: k3s' helm controller, the
 * pods of Argo CD, and Argo CD itself. It completes the job and the roll-outs, makes the project
 * that Argo CD's server makes, reads each Application's commit from the repository and takes the
 * Application through the states that Argo CD writes. Nothing is synced.
 */
final class ArgoStandIn implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_AGAIN_MILLIS = 400;

  private final ApiServer server;
  private final Path repository;
  private final Thread thread = new Thread(this::work, "stand-in for Argo CD");
  private final Map<String, String> stages = new HashMap<>();
  private final Set<String> faults;
  private volatile boolean ended;
  private volatile Throwable fault;
  private boolean installed;

  private ArgoStandIn(ApiServer server, Path repository, Set<String> faults) {
    this.server = server;
    this.repository = repository;
    this.faults = new HashSet<>(faults);
  }

  /**
   * At work on that server.
   *
   * @param repository a bare git repository
   * @param faults "chart-fails", "kind-not-established" or "phpipam-degraded"
   */
  static ArgoStandIn on(ApiServer server, Path repository, String... faults) {
    ArgoStandIn standIn = new ArgoStandIn(server, repository, Set.of(faults));
    if (standIn.faults.contains("kind-not-established")) {
      // Of two definitions of one name, the second is never established.
      standIn.apply(
          """
          apiVersion: apiextensions.k8s.io/v1
          kind: CustomResourceDefinition
          metadata: {name: squatters.argoproj.io}
          spec:
            group: argoproj.io
            names: {kind: ApplicationSet, plural: squatters, singular: applicationset}
            scope: Namespaced
            versions:
              - name: v1alpha1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object}}
          """);
    }
    standIn.thread.setDaemon(true);
    standIn.thread.start();
    return standIn;
  }

  /** From now on without that fault. */
  synchronized void mend(String mended) {
    faults.remove(mended);
    stages.clear();
  }

  private void work() {
    while (!ended) {
      try {
        synchronized (this) {
          if (!installed) {
            install();
          } else {
            argo();
          }
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException | AssertionError e) {
        if (!ended) {
          fault = e;
          return;
        }
      }
    }
  }

  private void install() throws IOException {
    if (kubectl("-n", "kube-system", "get", "helmchart", "argocd", "-o", "name").exitCode() != 0) {
      return;
    }
    if (faults.contains("chart-fails")) {
      done(
          "-n",
          "kube-system",
          "patch",
          "helmchart",
          "argocd",
          "--subresource=status",
          "--type=merge",
          "-p",
          """
          {"status": {"conditions": [{"type": "Failed", "status": "True", "reason": "Job",
          "message": "no chart version found for argo-cd-10.10.0"}]}}""");
      installed = true;
      return;
    }
    apply(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: helm-install-argocd, namespace: kube-system}
        spec:
          template:
            spec:
              restartPolicy: OnFailure
              containers: [{name: helm, image: klipper-helm}]
        """);
    done("create", "namespace", "argocd");
    for (Path definition : CustomResources.definitions()) {
      if (Files.readString(definition).contains("group: argoproj.io")) {
        done("apply", "--server-side", "-f", definition.toString());
      }
    }
    done(
        "-n",
        "kube-system",
        "patch",
        "job",
        "helm-install-argocd",
        "--subresource=status",
        "--type=merge",
        "-p",
        """
        {"status": {"succeeded": 1, "startTime": "2026-01-01T00:00:00Z",
        "completionTime": "2026-01-01T00:01:00Z", "conditions": [
        {"type": "SuccessCriteriaMet", "status": "True", "reason": "CompletionsReached"},
        {"type": "Complete", "status": "True", "reason": "CompletionsReached"}]}}""");
    workload("Deployment", "argocd-repo-server");
    workload("Deployment", "argocd-server");
    workload("StatefulSet", "argocd-application-controller");
    installed = true;
    if (faults.contains("kind-not-established")) {
      return;
    }
    await("crd/appprojects.argoproj.io");
    // As Argo CD's server makes it, field by field its own.
    program()
        .reading(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: AppProject
            metadata: {name: default, namespace: argocd}
            spec:
              sourceRepos: ["*"]
              destinations: [{namespace: "*", server: "*"}]
              clusterResourceWhitelist: [{group: "*", kind: "*"}]
            """)
        .run(as("create", "--field-manager=argocd-server", "-f", "-"))
        .succeeded();
    apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: argocd-initial-admin-secret, namespace: argocd}
        stringData: {password: never-mind}
        """);
  }

  private void await(String definition) {
    for (int i = 0; i < 50; i++) {
      if (kubectl("wait", definition, "--for=condition=Established", "--timeout=5s").exitCode()
          == 0) {
        return;
      }
    }
    throw new AssertionError(definition + " is not established");
  }

  private void workload(String kind, String name) {
    apply(
        """
        apiVersion: apps/v1
        kind: %1$s
        metadata: {name: %2$s, namespace: argocd}
        spec:
          replicas: 1
          selector: {matchLabels: {app: %2$s}}
          template:
            metadata: {labels: {app: %2$s}}
            spec: {containers: [{name: argocd, image: argocd}]}
        """
            .formatted(kind, name));
    done(
        "-n",
        "argocd",
        "patch",
        kind,
        name,
        "--subresource=status",
        "--type=merge",
        "-p",
        """
        {"status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1,
        "readyReplicas": 1, "availableReplicas": 1%s}}"""
            .formatted(
                kind.equals("Deployment")
                    ? ""
                    : ", \"currentReplicas\": 1, \"currentRevision\": \"a\","
                        + " \"updateRevision\": \"a\""));
  }

  private void argo() throws IOException {
    Program.Ended listed = kubectl("-n", "argocd", "get", "applications.argoproj.io", "-o", "json");
    if (listed.exitCode() != 0) {
      return;
    }
    for (JsonNode application : JSON.readTree(listed.out()).path("items")) {
      step(application);
    }
  }

  /** One state further. */
  private void step(JsonNode application) throws IOException {
    String name = application.path("metadata").path("name").asText();
    String seen = application.path("status").path("sync").path("revision").asText();
    String commit = commit(application.path("spec").path("source").path("targetRevision").asText());
    boolean told =
        application.path("metadata").path("annotations").has("argocd.argoproj.io/refresh");
    String stage = stages.getOrDefault(name, seen.isEmpty() ? "new" : "settled");
    if (stage.equals("settled") && told) {
      stage = "new";
      done(
          "-n",
          "argocd",
          "annotate",
          "applications.argoproj.io",
          name,
          "argocd.argoproj.io/refresh-");
    }
    switch (stage) {
      // As when a chart cannot be fetched: healthy, and nothing is there.
      case "new" -> {
        status(name, commit, "Unknown", "Healthy", "[]");
        stages.put(name, "compared");
      }
      case "compared" -> {
        status(name, commit, "OutOfSync", "Missing", "[]");
        stages.put(name, "synced");
      }
      case "synced" -> {
        if (name.equals("home")) {
          child(commit);
        }
        status(name, commit, "Synced", "Progressing", resources(name, "Progressing"));
        stages.put(name, "healthy");
      }
      case "healthy" -> {
        boolean degraded = name.equals("phpipam") && faults.contains("phpipam-degraded");
        String health = degraded ? "Degraded" : "Healthy";
        status(name, commit, "Synced", health, resources(name, health));
        stages.put(name, "settled");
      }
      default -> {}
    }
  }

  private void child(String commit) {
    program()
        .reading(git("show", commit + ":k8s/clusters/home/infra/phpipam/application.yaml"))
        .run(as("apply", "--server-side", "--field-manager=argocd-controller", "-f", "-"))
        .succeeded();
  }

  private static String resources(String name, String health) {
    if (name.equals("home")) {
      return """
          [{"group": "helm.cattle.io", "version": "v1", "kind": "HelmChart",
          "namespace": "kube-system", "name": "argocd", "status": "Synced"},
          {"group": "argoproj.io", "version": "v1alpha1", "kind": "Application",
          "namespace": "argocd", "name": "phpipam", "status": "Synced"}]""";
    }
    String message =
        health.equals("Degraded")
            ? ", \"message\": \"Deployment \\\"phpipam-web\\\" exceeded its progress deadline\""
            : "";
    return """
        [{"version": "v1", "kind": "Namespace", "name": "ipam", "status": "Synced"},
        {"group": "apps", "version": "v1", "kind": "Deployment", "namespace": "ipam",
        "name": "phpipam-web", "status": "Synced", "health": {"status": "%s"%s}}]"""
        .formatted(health, message);
  }

  private void status(String name, String commit, String sync, String health, String resources) {
    done(
        "-n",
        "argocd",
        "patch",
        "applications.argoproj.io",
        name,
        "--type=merge",
        "-p",
        """
        {"status": {"sync": {"status": "%s", "revision": "%s", "comparedTo": {
        "destination": {}, "source": {"repoURL": "https://git.example.org/me/lab.git"}}},
        "health": {"status": "%s"}, "resources": %s}}"""
            .formatted(sync, commit, health, resources));
  }

  private String commit(String revision) {
    return git("rev-parse", revision).strip();
  }

  private String git(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--git-dir=" + repository));
    all.addAll(List.of(arguments));
    return Program.tool("git").run(all).succeeded().out();
  }

  private void apply(String manifest) {
    program().reading(manifest).run(as("apply", "--server-side", "-f", "-")).succeeded();
  }

  private Program.Ended kubectl(String... arguments) {
    return program().run(as(arguments));
  }

  private void done(String... arguments) {
    kubectl(arguments).succeeded();
  }

  private Program program() {
    return server.program();
  }

  /** By a name of its own, so that the audit log tells it from whoever is tested. */
  private static List<String> as(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--as=stand-in", "--as-group=system:masters"));
    return all;
  }

  @Override
  public void close() {
    ended = true;
    thread.interrupt();
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (fault != null) {
      throw new AssertionError("the stand-in has failed", fault);
    }
  }
}
