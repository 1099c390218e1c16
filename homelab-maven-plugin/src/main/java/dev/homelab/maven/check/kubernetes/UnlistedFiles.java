package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlFile;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Does something apply each file and each kustomization? */
final class UnlistedFiles implements Question {

  static final Rule FILE =
      Rule.warning("kubernetes/unlisted-file", "Nothing applies it, and no tool says so.");
  static final Rule FOLDER =
      Rule.warning("kubernetes/unlisted-folder", "Nothing builds it, and no tool says so.");

  @Override
  public List<Rule> rules() {
    return List.of(FILE, FOLDER);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    Set<String> meant = Mistyped.meant(manifests);
    for (YamlFile file : manifests.files()) {
      if (!Manifests.isKustomization(file) && !meant.contains(file.source().path())) {
        askFile(manifests, file, tell);
      }
    }
    // An Application that cannot be read may well point at a folder, or a set make one that does.
    if (manifests.files().stream().allMatch(YamlFile::readable)
        && manifests.objects(Application.GROUP, "ApplicationSet").isEmpty()) {
      for (Kustomization kustomization : manifests.kustomizations()) {
        if (!meant.contains(kustomization.folder())) {
          askFolder(manifests, kustomization, tell);
        }
      }
    }
  }

  private static void askFile(Manifests manifests, YamlFile file, Consumer<Finding> tell) {
    String path = file.source().path();
    Optional<Kustomization> above = manifests.above(file.source().folder());
    if (above.isEmpty()
        || file.source().name().startsWith(".")
        || manifests.isUnclear(file.source().folder())
        || manifests.isListed(path)
        || manifests.isReadOtherwise(path)
        || manifests.argo().readsFile(path)) {
      return;
    }
    String own = path.substring(above.get().folder().length() + 1);
    tell.accept(
        FILE.at(
            file.source().location(),
            "nothing applies this file: no kustomization names it",
            "add \""
                + own
                + "\" to the resources of "
                + above.get().file().path()
                + ", or delete the file"));
  }

  private static void askFolder(
      Manifests manifests, Kustomization kustomization, Consumer<Finding> tell) {
    String folder = kustomization.folder();
    Optional<Kustomization> above = manifests.above(Paths.parent(folder));
    if (above.isEmpty()
        || manifests.isUnclear(Paths.parent(folder))
        || manifests.isListed(folder)
        || manifests.argo().hasPath(folder)) {
      return;
    }
    String own = folder.substring(above.get().folder().length() + 1);
    tell.accept(
        FOLDER.at(
            kustomization.file().location(),
            "nothing builds this folder: no kustomization lists it, and it is the path of no Application",
            "add \""
                + own
                + "\" to the resources of "
                + above.get().file().path()
                + ", or point an Application at it"));
  }
}
