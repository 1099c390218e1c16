package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.check.yaml.YamlValue.Entry;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Does each object of a well-known kind have the fields that kind has? */
final class Fields implements Question {

  static final Rule RULE =
      Rule.error(
          "kubernetes/unknown-field",
          "kubectl refuses an unknown field; where it is let through, what was meant does not happen.");

  private static final List<String> SPEC = List.of("spec", "status");

  /** Besides apiVersion, kind and metadata. */
  private static final Map<String, List<String>> BY_KIND =
      Map.ofEntries(
          Map.entry("v1 ConfigMap", List.of("binaryData", "data", "immutable")),
          Map.entry("v1 LimitRange", List.of("spec")),
          Map.entry("v1 Namespace", SPEC),
          Map.entry("v1 PersistentVolume", SPEC),
          Map.entry("v1 PersistentVolumeClaim", SPEC),
          Map.entry("v1 Pod", SPEC),
          Map.entry("v1 ResourceQuota", SPEC),
          Map.entry("v1 Secret", List.of("data", "immutable", "sops", "stringData", "type")),
          Map.entry("v1 Service", SPEC),
          Map.entry(
              "v1 ServiceAccount",
              List.of("automountServiceAccountToken", "imagePullSecrets", "secrets")),
          Map.entry("apps/v1 DaemonSet", SPEC),
          Map.entry("apps/v1 Deployment", SPEC),
          Map.entry("apps/v1 ReplicaSet", SPEC),
          Map.entry("apps/v1 StatefulSet", SPEC),
          Map.entry("autoscaling/v2 HorizontalPodAutoscaler", SPEC),
          Map.entry("batch/v1 CronJob", SPEC),
          Map.entry("batch/v1 Job", SPEC),
          Map.entry("networking.k8s.io/v1 Ingress", SPEC),
          Map.entry("networking.k8s.io/v1 IngressClass", List.of("spec")),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", List.of("spec")),
          Map.entry("policy/v1 PodDisruptionBudget", SPEC),
          Map.entry(
              "rbac.authorization.k8s.io/v1 ClusterRole", List.of("aggregationRule", "rules")),
          Map.entry(
              "rbac.authorization.k8s.io/v1 ClusterRoleBinding", List.of("roleRef", "subjects")),
          Map.entry("rbac.authorization.k8s.io/v1 Role", List.of("rules")),
          Map.entry("rbac.authorization.k8s.io/v1 RoleBinding", List.of("roleRef", "subjects")),
          Map.entry(
              "storage.k8s.io/v1 StorageClass",
              List.of(
                  "allowVolumeExpansion",
                  "allowedTopologies",
                  "mountOptions",
                  "parameters",
                  "provisioner",
                  "reclaimPolicy",
                  "volumeBindingMode")),
          Map.entry("argoproj.io/v1alpha1 AppProject", SPEC),
          Map.entry("argoproj.io/v1alpha1 Application", List.of("operation", "spec", "status")),
          Map.entry("helm.cattle.io/v1 HelmChart", SPEC));

  private static final List<String> METADATA =
      List.of(
          "annotations",
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "finalizers",
          "generateName",
          "generation",
          "labels",
          "managedFields",
          "name",
          "namespace",
          "ownerReferences",
          "resourceVersion",
          "selfLink",
          "uid");

  /** Below an Application, by path. */
  private static final Map<String, List<String>> APPLICATION =
      Map.of(
          "spec",
          List.of(
              "destination",
              "ignoreDifferences",
              "info",
              "project",
              "revisionHistoryLimit",
              "source",
              "sourceHydrator",
              "sources",
              "syncPolicy"),
          "spec.source",
          List.of(
              "chart",
              "directory",
              "helm",
              "kustomize",
              "name",
              "path",
              "plugin",
              "ref",
              "repoURL",
              "targetRevision"),
          "spec.destination",
          List.of("name", "namespace", "server"),
          "spec.syncPolicy",
          List.of("automated", "managedNamespaceMetadata", "retry", "syncOptions"),
          "spec.syncPolicy.automated",
          List.of("allowEmpty", "enabled", "prune", "selfHeal"),
          "spec.syncPolicy.retry",
          List.of("backoff", "limit", "refresh"),
          "spec.syncPolicy.retry.backoff",
          List.of("duration", "factor", "maxDuration"));

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (KubeObject object : manifests.objects()) {
      List<String> own = BY_KIND.get(object.apiVersion() + " " + object.kind());
      if (own != null) {
        List<String> all = new ArrayList<>(List.of("apiVersion", "kind", "metadata"));
        all.addAll(own);
        ask(object, object.root(), "", all, tell);
        object.root().get("metadata").ifPresent(m -> ask(object, m, "metadata", METADATA, tell));
      }
      if (object.is(Application.GROUP, "Application")) {
        APPLICATION.forEach(
            (path, fields) ->
                object
                    .root()
                    .at(path.split("[.]"))
                    .ifPresent(value -> ask(object, value, path, fields, tell)));
      }
    }
  }

  private static void ask(
      KubeObject object,
      YamlValue holder,
      String path,
      List<String> fields,
      Consumer<Finding> tell) {
    for (Entry entry : holder.entries()) {
      if (!fields.contains(entry.name())) {
        tell.accept(
            RULE.at(
                entry.key().location(),
                object
                    + " has no field \""
                    + entry.name()
                    + "\""
                    + (path.isEmpty() ? "" : " in " + path),
                DidYouMean.among(fields, entry.name())
                    .map(name -> "did you mean \"" + name + "\"?")
                    .orElse(
                        "take it out, or indent it to where it belongs; there are "
                            + String.join(", ", fields))));
      }
    }
  }
}
