package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Does each kustomization name what is there, once, and within its reach? */
final class KustomizationReferences implements Question {

  static final Rule MISSING =
      Rule.error(
          "kubernetes/missing-resource",
          "kustomize stops at it, and Argo CD syncs nothing of the whole Application.");
  static final Rule OUTSIDE =
      Rule.error(
          "kubernetes/resource-outside",
          "kustomize reads files in or below the kustomization's folder only, and Argo CD has nothing but the repository.");
  static final Rule TWICE =
      Rule.error("kubernetes/listed-twice", "kustomize refuses an object that comes twice.");
  static final Rule TEXT =
      Rule.error("kubernetes/resource-entry", "kustomize takes paths here, and nothing else.");

  private static final List<String> PATHS =
      List.of("resources", "bases", "components", "crds", "configurations");

  @Override
  public List<Rule> rules() {
    return List.of(MISSING, OUTSIDE, TWICE, TEXT);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (Kustomization kustomization : manifests.kustomizations()) {
      askEntries(kustomization, tell);
      Map<String, Reference> seen = new HashMap<>();
      for (Reference resource : kustomization.resources()) {
        if (!resource.remote()) {
          askResource(manifests, kustomization, resource, seen, tell);
        }
      }
      for (Reference file : kustomization.otherFiles()) {
        if (!file.remote()) {
          askFile(manifests, kustomization, file, tell);
        }
      }
      for (Reference file : kustomization.generatorFiles("secretGenerator")) {
        askSecret(manifests, file, tell);
      }
    }
  }

  private static void askEntries(Kustomization kustomization, Consumer<Finding> tell) {
    PATHS.stream()
        .flatMap(list -> kustomization.items(list).stream())
        .filter(entry -> entry.text().orElse("").isBlank())
        .forEach(
            entry ->
                tell.accept(
                    TEXT.at(
                        entry.location(),
                        "this entry is no path",
                        "write the path of a file or folder behind the hyphen, or take the line out")));
  }

  private static void askResource(
      Manifests manifests,
      Kustomization kustomization,
      Reference resource,
      Map<String, Reference> seen,
      Consumer<Finding> tell) {
    Optional<String> target = resource.target();
    if (target.isEmpty()) {
      tell.accept(leavesTheTree(resource));
      return;
    }
    Reference first = seen.putIfAbsent(target.get(), resource);
    if (first != null) {
      tell.accept(
          TWICE.at(
              resource.value().location(),
              "\""
                  + resource.text()
                  + "\" is listed twice, first at line "
                  + first.value().location().line(),
              "delete one of the two lines"));
    } else if (manifests.tree().file(target.get()).isPresent()) {
      askReach(kustomization, resource, tell);
    } else if (manifests.tree().hasFolder(target.get())) {
      askFolder(manifests, resource, target.get(), tell);
    } else {
      tell.accept(missing(manifests, kustomization, resource));
    }
  }

  private static void askFolder(
      Manifests manifests, Reference resource, String folder, Consumer<Finding> tell) {
    boolean built =
        Kustomization.NAMES.stream()
            .anyMatch(name -> manifests.tree().file(folder + "/" + name).isPresent());
    if (!built) {
      boolean empty = manifests.tree().filesBelow(folder).isEmpty();
      tell.accept(
          MISSING.at(
              resource.value().location(),
              "folder \""
                  + resource.text()
                  + "\" "
                  + (empty
                      ? "is empty, and git takes no empty folders"
                      : "has no kustomization.yaml"),
              empty
                  ? "put a kustomization.yaml and its resources there, or take the line out"
                  : "write one there that lists the folder's files, or list the files here one by one"));
    }
  }

  private static void askFile(
      Manifests manifests, Kustomization kustomization, Reference file, Consumer<Finding> tell) {
    if (file.target().isEmpty()) {
      tell.accept(leavesTheTree(file));
    } else if (manifests.tree().file(file.target().get()).isPresent()) {
      askReach(kustomization, file, tell);
    } else if (!manifests.tree().hasFolder(file.target().get())) {
      tell.accept(missing(manifests, kustomization, file));
    }
  }

  private static void askSecret(Manifests manifests, Reference file, Consumer<Finding> tell) {
    if (file.target().flatMap(path -> manifests.tree().file(path)).isEmpty()) {
      tell.accept(
          MISSING.at(
              file.value().location(),
              "\"" + file.text() + "\" is not in git, so Argo CD cannot make a secret of it",
              "make the secret in the cluster with kubectl create secret, and take it out of secretGenerator"));
    }
  }

  private static void askReach(
      Kustomization kustomization, Reference reference, Consumer<Finding> tell) {
    if (!Paths.within(kustomization.folder(), reference.target().orElseThrow())) {
      tell.accept(
          OUTSIDE.at(
              reference.value().location(),
              "file \"" + reference.text() + "\" lies outside of this kustomization's folder",
              "list its folder, with a kustomization.yaml of its own, or move the file here"));
    }
  }

  private static Finding leavesTheTree(Reference reference) {
    return OUTSIDE.at(
        reference.value().location(),
        "\"" + reference.text() + "\" leads out of the repository",
        "move it into the repository, and write the path relative to this file's folder");
  }

  private static Finding missing(
      Manifests manifests, Kustomization kustomization, Reference reference) {
    return MISSING.at(
        reference.value().location(),
        "\"" + reference.text() + "\" does not exist",
        Mistyped.near(manifests, kustomization, reference)
            .map(name -> "did you mean \"" + name + "\"?")
            .orElse("create it, add it to git if .gitignore names it, or take the line out"));
  }
}
