package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does the API server still serve each object's apiVersion, and does it know the kind? */
final class ApiVersions implements Question {

  static final Rule REMOVED =
      Rule.error(
          "kubernetes/removed-api", "The API server no longer knows it and refuses the object.");
  static final Rule UNKNOWN =
      Rule.error("kubernetes/unknown-kind", "The API server refuses what it does not know.");

  /** Since which Kubernetes 1.x it is gone, and what took its place. */
  private record Removed(int since, String successor) {}

  private static final String NO_SUCCESSOR = "";

  private static final Map<String, Removed> REMOVALS =
      Map.ofEntries(
          Map.entry(
              "admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration",
              new Removed(22, "admissionregistration.k8s.io/v1")),
          Map.entry(
              "admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration",
              new Removed(22, "admissionregistration.k8s.io/v1")),
          Map.entry(
              "apiextensions.k8s.io/v1beta1 CustomResourceDefinition",
              new Removed(22, "apiextensions.k8s.io/v1")),
          Map.entry(
              "apiregistration.k8s.io/v1beta1 APIService",
              new Removed(22, "apiregistration.k8s.io/v1")),
          Map.entry("apps/v1beta1 Deployment", new Removed(16, "apps/v1")),
          Map.entry("apps/v1beta1 StatefulSet", new Removed(16, "apps/v1")),
          Map.entry("apps/v1beta2 DaemonSet", new Removed(16, "apps/v1")),
          Map.entry("apps/v1beta2 Deployment", new Removed(16, "apps/v1")),
          Map.entry("apps/v1beta2 ReplicaSet", new Removed(16, "apps/v1")),
          Map.entry("apps/v1beta2 StatefulSet", new Removed(16, "apps/v1")),
          Map.entry(
              "autoscaling/v2beta1 HorizontalPodAutoscaler", new Removed(25, "autoscaling/v2")),
          Map.entry(
              "autoscaling/v2beta2 HorizontalPodAutoscaler", new Removed(26, "autoscaling/v2")),
          Map.entry("batch/v1beta1 CronJob", new Removed(25, "batch/v1")),
          Map.entry("batch/v2alpha1 CronJob", new Removed(21, "batch/v1")),
          Map.entry(
              "certificates.k8s.io/v1beta1 CertificateSigningRequest",
              new Removed(22, "certificates.k8s.io/v1")),
          Map.entry("coordination.k8s.io/v1beta1 Lease", new Removed(22, "coordination.k8s.io/v1")),
          Map.entry(
              "discovery.k8s.io/v1beta1 EndpointSlice", new Removed(25, "discovery.k8s.io/v1")),
          Map.entry("extensions/v1beta1 DaemonSet", new Removed(16, "apps/v1")),
          Map.entry("extensions/v1beta1 Deployment", new Removed(16, "apps/v1")),
          Map.entry("extensions/v1beta1 Ingress", new Removed(22, "networking.k8s.io/v1")),
          Map.entry("extensions/v1beta1 NetworkPolicy", new Removed(16, "networking.k8s.io/v1")),
          Map.entry("extensions/v1beta1 PodSecurityPolicy", new Removed(16, NO_SUCCESSOR)),
          Map.entry("extensions/v1beta1 ReplicaSet", new Removed(16, "apps/v1")),
          Map.entry(
              "flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema",
              new Removed(26, "flowcontrol.apiserver.k8s.io/v1")),
          Map.entry(
              "flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema",
              new Removed(29, "flowcontrol.apiserver.k8s.io/v1")),
          Map.entry(
              "flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema",
              new Removed(32, "flowcontrol.apiserver.k8s.io/v1")),
          Map.entry("networking.k8s.io/v1beta1 Ingress", new Removed(22, "networking.k8s.io/v1")),
          Map.entry(
              "networking.k8s.io/v1beta1 IngressClass", new Removed(22, "networking.k8s.io/v1")),
          Map.entry("node.k8s.io/v1beta1 RuntimeClass", new Removed(25, "node.k8s.io/v1")),
          Map.entry("policy/v1beta1 PodDisruptionBudget", new Removed(25, "policy/v1")),
          Map.entry("policy/v1beta1 PodSecurityPolicy", new Removed(25, NO_SUCCESSOR)),
          Map.entry(
              "rbac.authorization.k8s.io/v1beta1 ClusterRole",
              new Removed(22, "rbac.authorization.k8s.io/v1")),
          Map.entry(
              "rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding",
              new Removed(22, "rbac.authorization.k8s.io/v1")),
          Map.entry(
              "rbac.authorization.k8s.io/v1beta1 Role",
              new Removed(22, "rbac.authorization.k8s.io/v1")),
          Map.entry(
              "rbac.authorization.k8s.io/v1beta1 RoleBinding",
              new Removed(22, "rbac.authorization.k8s.io/v1")),
          Map.entry(
              "scheduling.k8s.io/v1beta1 PriorityClass", new Removed(22, "scheduling.k8s.io/v1")),
          Map.entry("storage.k8s.io/v1beta1 CSIDriver", new Removed(22, "storage.k8s.io/v1")),
          Map.entry(
              "storage.k8s.io/v1beta1 CSIStorageCapacity", new Removed(27, "storage.k8s.io/v1")),
          Map.entry("storage.k8s.io/v1beta1 StorageClass", new Removed(22, "storage.k8s.io/v1")));

  private static final Pattern K3S = Pattern.compile("v1[.]([0-9]{1,4})[.].*");

  @Override
  public List<Rule> rules() {
    return List.of(REMOVED, UNKNOWN);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    int minor = minor(manifests);
    for (KubeObject object : manifests.objects()) {
      Removed removed = REMOVALS.get(object.apiVersion() + " " + object.kind());
      if (removed != null) {
        if (minor >= removed.since()) {
          tell.accept(finding(object, removed));
        }
      } else if (!object.kind().isEmpty() && !object.apiVersion().isEmpty()) {
        unknown(object).ifPresent(tell);
      }
    }
  }

  /** Of the k3s_version in homelab.properties; the newest there is where it says none. */
  private static int minor(Manifests manifests) {
    Matcher version = K3S.matcher(manifests.lab().answers().value("k3s_version").orElse(""));
    return version.matches() ? Integer.parseInt(version.group(1)) : Integer.MAX_VALUE;
  }

  private static Finding finding(KubeObject object, Removed removed) {
    return REMOVED.at(
        object.at("apiVersion"),
        object
            + ": Kubernetes 1."
            + removed.since()
            + " removed "
            + object.kind()
            + " from "
            + object.apiVersion(),
        removed.successor().equals(NO_SUCCESSOR)
            ? "delete it; the namespace label pod-security.kubernetes.io/enforce took its place"
            : "write apiVersion: "
                + removed.successor()
                + ", and look through its fields, which may have changed");
  }

  private static Optional<Finding> unknown(KubeObject object) {
    List<String> kinds = Kinds.SERVED.get(object.apiVersion());
    List<String> versions =
        Kinds.SERVED.keySet().stream()
            .filter(version -> Kinds.SERVED.get(version).contains(object.kind()))
            .sorted(Comparator.reverseOrder())
            .toList();
    if (kinds != null && kinds.contains(object.kind())) {
      return Optional.empty();
    }
    if (!versions.isEmpty() && isKubernetes(object)) {
      return Optional.of(
          UNKNOWN.at(
              object.at("apiVersion"),
              object + ": " + object.apiVersion() + " has no " + object.kind(),
              "write apiVersion: " + versions.get(0)));
    }
    return kinds == null
        ? Optional.empty()
        : DidYouMean.among(kinds, object.kind())
            .map(
                kind ->
                    UNKNOWN.at(
                        object.at("kind"),
                        object.apiVersion() + " has no kind \"" + object.kind() + "\"",
                        "did you mean \"" + kind + "\"?"));
  }

  /** Groups without a dot are Kubernetes' own; other people's kinds may share a name. */
  private static boolean isKubernetes(KubeObject object) {
    return object.group().indexOf('.') < 0
        || Kinds.SERVED.keySet().stream().anyMatch(v -> v.startsWith(object.group() + "/"));
  }
}
