package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Can Argo CD find each Application, and what the Application is made of? */
final class ArgoApplications implements Question {

  static final Rule INCOMPLETE =
      Rule.error(
          "kubernetes/application", "Argo CD reports InvalidSpecError and syncs nothing of it.");
  static final Rule PATH =
      Rule.error(
          "kubernetes/application-path",
          "Argo CD reports ComparisonError: app path does not exist, and syncs nothing of it.");
  static final Rule NAMESPACE =
      Rule.error(
          "kubernetes/application-namespace",
          "Argo CD looks for Applications and projects in its own namespace only, and passes over the others without a word.");

  private static final String OWN = "argocd";

  @Override
  public List<Rule> rules() {
    return List.of(INCOMPLETE, PATH, NAMESPACE);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (Application application : manifests.argo().applications()) {
      askWhole(application, tell);
      for (YamlValue source : application.sources()) {
        askSource(application, source, tell);
        if (manifests.argo().isOwn(source) && source.get("path").isPresent()) {
          askPath(manifests, application, source, tell);
        }
      }
      askNamespace(application.object(), tell);
    }
    manifests.argo().projects().forEach(project -> askNamespace(project, tell));
    manifests.kustomizations().forEach(kustomization -> askMoved(manifests, kustomization, tell));
  }

  private static void askWhole(Application application, Consumer<Finding> tell) {
    KubeObject object = application.object();
    if (application.sources().isEmpty() && object.root().at("spec", "sourceHydrator").isEmpty()) {
      tell.accept(
          INCOMPLETE.at(
              object.at("spec"),
              application + " has no source",
              "write spec.source with repoURL, targetRevision and path"));
    }
    if (application.project().isEmpty()) {
      tell.accept(
          INCOMPLETE.at(
              object.at("spec"), application + " has no project", "write spec.project: default"));
    }
    if (object.text("spec", "destination", "server").isEmpty()
        && object.text("spec", "destination", "name").isEmpty()) {
      tell.accept(
          INCOMPLETE.at(
              object.at("spec", "destination"),
              application + " has no destination server",
              "write spec.destination.server: https://kubernetes.default.svc"));
    }
  }

  private static void askSource(Application application, YamlValue source, Consumer<Finding> tell) {
    if (source.textAt("repoURL").orElse("").isEmpty()) {
      tell.accept(
          INCOMPLETE.at(
              source.location(),
              "a source of " + application + " has no repoURL",
              "write repoURL: with the address of the repository"));
    }
    if (source
        .textAt("path")
        .or(() -> source.textAt("chart"))
        .or(() -> source.textAt("ref"))
        .isEmpty()) {
      tell.accept(
          INCOMPLETE.at(
              source.location(),
              "a source of " + application + " has neither path nor chart",
              "write path: with the folder in the repository, like k8s/clusters/home"));
    }
  }

  private static void askPath(
      Manifests manifests, Application application, YamlValue source, Consumer<Finding> tell) {
    YamlValue path = source.get("path").orElseThrow();
    Optional<String> folder = manifests.argo().path(source);
    if (path.isNull()) {
      return;
    }
    if (path.text().orElse("").startsWith("/")) {
      tell.accept(
          INCOMPLETE.at(
              path.location(),
              "path \"" + path + "\" of " + application + " is absolute",
              "write it from the repository's root, without the slash at its beginning"));
    } else if (folder.isEmpty() || !manifests.tree().hasFolder(folder.get())) {
      tell.accept(
          PATH.at(
              path.location(),
              "path \"" + path + "\" of " + application + " does not exist in this repository",
              Mistyped.near(manifests, path)
                  .map(name -> "did you mean \"" + name + "\"?")
                  .orElse("create the folder with a kustomization.yaml, or mend the path")));
    } else if (folder.get().isEmpty()
        ? manifests.tree().files().isEmpty()
        : manifests.tree().filesBelow(folder.get()).isEmpty()) {
      tell.accept(
          PATH.at(
              path.location(),
              "path \""
                  + path
                  + "\" of "
                  + application
                  + " is an empty folder, which git does not take",
              "put a kustomization.yaml and its resources there"));
    }
  }

  private static void askNamespace(KubeObject object, Consumer<Finding> tell) {
    if (!object.namespace().equals(OWN)) {
      String which =
          object.namespace().isEmpty()
              ? object + " has no namespace"
              : object + " is in namespace \"" + object.namespace() + "\"";
      tell.accept(
          NAMESPACE.at(
              object.at("metadata", "namespace"),
              which + ", but Argo CD looks in \"" + OWN + "\" only",
              "write metadata.namespace: " + OWN));
    }
  }

  private static void askMoved(
      Manifests manifests, Kustomization kustomization, Consumer<Finding> tell) {
    Optional<YamlValue> namespace = kustomization.root().get("namespace");
    if (namespace.isEmpty() || namespace.get().text().orElse(OWN).equals(OWN)) {
      return;
    }
    manifests.build(kustomization).objects().values().stream()
        .map(Build.Built::object)
        .filter(
            o -> o.is(Application.GROUP, "Application") || o.is(Application.GROUP, "AppProject"))
        .findFirst()
        .ifPresent(
            moved ->
                tell.accept(
                    NAMESPACE.at(
                        namespace.get().location(),
                        "this moves "
                            + moved
                            + " to namespace \""
                            + namespace.get()
                            + "\", but Argo CD looks in \""
                            + OWN
                            + "\" only",
                        "list "
                            + moved.root().source().name()
                            + " in the kustomization of the folder above, which sets no namespace")));
  }
}
