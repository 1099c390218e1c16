package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.kubernetes.Build.Built;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Does the project of each Application allow what the Application does? */
final class ArgoProjects implements Question {

  static final Rule UNKNOWN =
      Rule.error(
          "kubernetes/project-missing",
          "Argo CD reports InvalidSpecError and syncs nothing of it.");
  static final Rule REPOSITORY =
      Rule.error(
          "kubernetes/project-repository",
          "Argo CD reports InvalidSpecError and syncs nothing of it.");
  static final Rule DESTINATION =
      Rule.error(
          "kubernetes/project-destination",
          "One object in a namespace that the project does not name stops the sync of its whole Application.");
  static final Rule KIND =
      Rule.error(
          "kubernetes/project-kind",
          "One kind that the project does not allow stops the sync of its whole Application.");

  /** What Argo CD makes by itself, allowing everything. */
  private static final String DEFAULT = "default";

  private static final String IN_CLUSTER = "https://kubernetes.default.svc";

  @Override
  public List<Rule> rules() {
    return List.of(UNKNOWN, REPOSITORY, DESTINATION, KIND);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (Application application : manifests.argo().applications()) {
      Optional<KubeObject> project = manifests.argo().project(application.project());
      if (project.isPresent()) {
        new Judge(application, project.get(), tell).ask(manifests.argo().objects(application));
      } else if (!application.project().isEmpty() && !application.project().equals(DEFAULT)) {
        tell.accept(unknown(manifests, application));
      }
    }
  }

  private static Finding unknown(Manifests manifests, Application application) {
    List<String> names =
        manifests.argo().projects().stream().map(KubeObject::name).distinct().toList();
    return UNKNOWN.at(
        application.object().at("spec", "project"),
        application + " is in project \"" + application.project() + "\", which nothing declares",
        DidYouMean.among(names, application.project())
            .map(name -> "did you mean \"" + name + "\"?")
            .orElse("write an AppProject of this name into k8s/argo/projects, or use " + DEFAULT));
  }

  /** One Application before its project. */
  private record Judge(Application application, KubeObject project, Consumer<Finding> tell) {

    void ask(List<Built> objects) {
      for (YamlValue source : application.sources()) {
        source.get("repoURL").filter(url -> !allowsRepository(url)).ifPresent(this::tellRepository);
      }
      Set<String> refused = new LinkedHashSet<>();
      application
          .namespace()
          .filter(namespace -> !allowsNamespace(namespace.toString()))
          .ifPresent(
              namespace -> {
                refused.add(namespace.toString());
                tellDestination(
                    namespace.location(), application + " goes to", namespace.toString());
              });
      for (Built built : objects) {
        askKind(built.object());
        String namespace = built.namespace();
        if (!namespace.isEmpty()
            && !Kinds.isClusterScoped(built.object())
            && !allowsNamespace(namespace)
            && refused.add(namespace)) {
          tellDestination(
              built.object().at("metadata", "namespace"),
              built.object() + " of " + application + " goes to",
              namespace);
        }
      }
    }

    private boolean allowsRepository(YamlValue url) {
      List<String> patterns =
          items("sourceRepos").stream().map(v -> Argo.normal(v.toString())).toList();
      return Globs.allow(patterns, Argo.normal(url.toString()));
    }

    private void tellRepository(YamlValue url) {
      tell.accept(
          REPOSITORY.at(
              url.location(),
              "project "
                  + project.name()
                  + " does not allow the repository \""
                  + url
                  + "\" of "
                  + application,
              "add it to spec.sourceRepos in " + project.root().source().path()));
    }

    private boolean allowsNamespace(String namespace) {
      String name = application.object().text("spec", "destination", "name");
      if (!name.isEmpty() && !name.equals("in-cluster")) {
        return true; // which server another cluster's name stands for is not in the files
      }
      String server =
          application.object().text("spec", "destination", "server").isEmpty()
              ? IN_CLUSTER
              : application.object().text("spec", "destination", "server");
      List<String> patterns =
          items("destinations").stream()
              .filter(d -> Globs.matches(d.textAt("server").orElse(IN_CLUSTER), server))
              .map(d -> d.textAt("namespace").orElse("*"))
              .toList();
      return Globs.allow(patterns, namespace);
    }

    private void tellDestination(Location where, String what, String namespace) {
      tell.accept(
          DESTINATION.at(
              where,
              what
                  + " namespace \""
                  + namespace
                  + "\", which project "
                  + project.name()
                  + " does not allow",
              "add it to spec.destinations in " + project.root().source().path()));
    }

    private void askKind(KubeObject object) {
      boolean cluster = Kinds.isClusterScoped(object);
      String allowed = cluster ? "clusterResourceWhitelist" : "namespaceResourceWhitelist";
      String forbidden = cluster ? "clusterResourceBlacklist" : "namespaceResourceBlacklist";
      // An absent list means: nothing of the cluster, everything of a namespace.
      boolean listed = cluster || project.root().at("spec", allowed).isPresent();
      if (object.kind().isEmpty()
          || (!listed || names(allowed, object)) && !names(forbidden, object)) {
        return;
      }
      tell.accept(
          KIND.at(
              object.at("kind"),
              "project " + project.name() + " does not allow " + object + " of " + application,
              (names(forbidden, object) ? "take" : "add")
                  + " {group: \""
                  + object.group()
                  + "\", kind: "
                  + object.kind()
                  + "}"
                  + (names(forbidden, object) ? " out of spec." + forbidden : " to spec." + allowed)
                  + " in "
                  + project.root().source().path()));
    }

    private boolean names(String list, KubeObject object) {
      return items(list).stream()
          .anyMatch(
              entry ->
                  Globs.matches(entry.textAt("group").orElse(""), object.group())
                      && Globs.matches(entry.textAt("kind").orElse(""), object.kind()));
    }

    private List<YamlValue> items(String list) {
      return project.root().at("spec", list).map(YamlValue::items).orElse(List.of());
    }
  }
}
