package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Does something create each namespace that is used? */
final class Namespaces implements Question {

  static final Rule RULE =
      Rule.error(
          "kubernetes/namespace-missing",
          "The API server refuses an object in a namespace that does not exist; Argo CD retries until its limit.");

  private static final Set<String> ALWAYS_THERE =
      Set.of("default", "kube-system", "kube-public", "kube-node-lease");

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    if (isUnknown(manifests)) {
      return;
    }
    TreeSet<String> created = created(manifests);
    Consumer<YamlValue> ask =
        namespace -> {
          if (namespace.text().filter(name -> !name.isEmpty()).isPresent()
              && !created.contains(namespace.toString())) {
            tell.accept(finding(namespace, created));
          }
        };
    for (KubeObject object : manifests.objects()) {
      if (!isMoved(manifests, object) && !Kinds.isClusterScoped(object)) {
        object.root().at("metadata", "namespace").ifPresent(ask);
      }
      if (object.is("helm.cattle.io", "HelmChart")) {
        object.root().at("spec", "targetNamespace").ifPresent(ask);
      }
    }
    for (Kustomization kustomization : manifests.kustomizations()) {
      kustomization.root().get("namespace").ifPresent(ask);
      kustomization.charts().forEach(chart -> chart.get("namespace").ifPresent(ask));
    }
    manifests.argo().applications().forEach(app -> app.namespace().ifPresent(ask));
  }

  /** Manifests from elsewhere and sets of Applications may create any namespace. */
  private static boolean isUnknown(Manifests manifests) {
    return manifests.kustomizations().stream().anyMatch(Kustomization::hasRemote)
        || manifests.objects(Application.GROUP, "ApplicationSet").stream()
            .flatMap(set -> set.root().at("spec", "template", "spec").stream())
            .flatMap(spec -> spec.at("syncPolicy", "syncOptions").stream())
            .flatMap(options -> options.items().stream())
            .anyMatch(option -> option.text().orElse("").equals("CreateNamespace=true"));
  }

  private static TreeSet<String> created(Manifests manifests) {
    TreeSet<String> created = new TreeSet<>(ALWAYS_THERE);
    manifests.objects("", "Namespace").forEach(namespace -> created.add(namespace.name()));
    for (KubeObject chart : manifests.objects("helm.cattle.io", "HelmChart")) {
      if (chart.root().at("spec", "createNamespace").filter(YamlValue::isTrue).isPresent()) {
        created.add(chart.text("spec", "targetNamespace"));
      }
    }
    for (Application application : manifests.argo().applications()) {
      if (application.createsNamespace()) {
        application.namespace().map(YamlValue::toString).ifPresent(created::add);
      }
    }
    return created;
  }

  /** Whether the kustomization beside it puts it into another namespace anyway. */
  private static boolean isMoved(Manifests manifests, KubeObject object) {
    Optional<Kustomization> kustomization = manifests.above(object.root().source().folder());
    return manifests.isListed(object.root().source().path())
        && kustomization.flatMap(k -> k.root().textAt("namespace")).isPresent();
  }

  private static Finding finding(YamlValue namespace, TreeSet<String> created) {
    return RULE.at(
        namespace.location(),
        "nothing creates namespace \"" + namespace + "\"",
        DidYouMean.among(created, namespace.toString())
            .map(
                name ->
                    "did you mean \"" + name + "\"? Otherwise list a Namespace object of that name")
            .orElse(
                "list a Namespace object of that name among the resources, or give the Application the sync option CreateNamespace=true"));
  }
}
