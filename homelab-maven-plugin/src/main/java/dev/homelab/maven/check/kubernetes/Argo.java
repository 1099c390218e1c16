package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.check.kubernetes.Build.Built;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Applications and projects of the tree, and what each Application syncs from it. */
final class Argo {

  private final Manifests manifests;
  private final List<Application> applications;
  private final Optional<String> repository;

  Argo(Manifests manifests) {
    this.manifests = manifests;
    applications =
        manifests.objects(Application.GROUP, "Application").stream().map(Application::new).toList();
    repository = manifests.lab().answers().get("git_repo_url").map(Answer::value).map(Argo::normal);
  }

  List<Application> applications() {
    return applications;
  }

  /** The projects of that name. */
  Optional<KubeObject> project(String name) {
    return projects().stream().filter(project -> project.name().equals(name)).findFirst();
  }

  List<KubeObject> projects() {
    return manifests.objects(Application.GROUP, "AppProject");
  }

  /** The folder of this tree that a source reads; empty when it reads another repository. */
  Optional<String> path(YamlValue source) {
    return isOwn(source) ? anyPath(source) : Optional.empty();
  }

  /** Whether a source reads the repository that homelab.properties names. */
  boolean isOwn(YamlValue source) {
    return repository.isPresent() && source.textAt("repoURL").map(Argo::normal).equals(repository);
  }

  /** Git and Argo CD take an address with and without .git for the same. */
  static String normal(String url) {
    return url.strip().replaceFirst("/+$", "").replaceFirst("[.]git$", "");
  }

  /**
   * Whether an Application syncs this folder. The repository is not asked: an address that differs
   * from homelab.properties is a fault of its own, and not that of every folder.
   */
  boolean hasPath(String folder) {
    return applications.stream()
        .flatMap(application -> application.sources().stream())
        .anyMatch(source -> anyPath(source).equals(Optional.of(folder)));
  }

  private static Optional<String> anyPath(YamlValue source) {
    return source.textAt("path").flatMap(path -> Paths.resolve("", path));
  }

  /** Whether an Application reads this file without a kustomization's help. */
  boolean readsFile(String file) {
    return applications.stream()
        .flatMap(application -> application.sources().stream())
        .anyMatch(
            source ->
                anyPath(source).filter(folder -> holdsPlainly(source, folder, file)).isPresent()
                    || isValuesFile(source, file));
  }

  private boolean holdsPlainly(YamlValue source, String folder, String file) {
    boolean recurse = source.at("directory", "recurse").filter(YamlValue::isTrue).isPresent();
    return manifests.kustomization(folder).isEmpty()
        && (recurse ? Paths.within(folder, file) : Paths.parent(file).equals(folder));
  }

  private static boolean isValuesFile(YamlValue source, String file) {
    return source.at("helm", "valueFiles").map(YamlValue::items).orElse(List.of()).stream()
        .map(value -> value.text().orElse(""))
        .anyMatch(
            path ->
                path.endsWith("/" + file)
                    || file.endsWith("/" + path.replaceFirst("^([.]{1,2}/)+", "")));
  }

  /** What an Application syncs from this tree, each in the namespace it ends up in. */
  List<Built> objects(Application application) {
    String standard = application.namespace().map(YamlValue::toString).orElse("");
    List<Built> found = new ArrayList<>();
    for (YamlValue source : application.sources()) {
      path(source).ifPresent(folder -> found.addAll(objects(source, folder)));
    }
    return found.stream()
        .map(
            built ->
                built.namespace().isEmpty() && !Kinds.isClusterScoped(built.object())
                    ? new Built(built.object(), standard, built.name())
                    : built)
        .toList();
  }

  private List<Built> objects(YamlValue source, String folder) {
    Optional<Kustomization> kustomization = manifests.kustomization(folder);
    if (kustomization.isPresent()) {
      return List.copyOf(manifests.build(kustomization.get()).objects().values());
    }
    return manifests.tree().filesBelow(folder).stream()
        .map(SourceFile::path)
        .filter(file -> holdsPlainly(source, folder, file))
        .flatMap(file -> manifests.objectsIn(file).stream())
        .map(object -> new Built(object, object.namespace(), object.name()))
        .toList();
  }
}
