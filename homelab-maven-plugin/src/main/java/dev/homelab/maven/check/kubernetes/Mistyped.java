package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Paths that lead nowhere, and what they were probably meant to be. */
final class Mistyped {

  private Mistyped() {}

  /** The path, relative to the kustomization, that a missing one was meant to be. */
  static Optional<String> near(
      Manifests manifests, Kustomization kustomization, Reference reference) {
    String folder = kustomization.folder();
    List<String> candidates =
        Stream.concat(
                manifests.tree().filesBelow(folder).stream()
                    .map(SourceFile::path)
                    .map(path -> path.substring(folder.length() + 1))
                    .filter(path -> !Kustomization.NAMES.contains(path)),
                manifests.tree().foldersIn(folder).stream())
            .toList();
    return DidYouMean.among(candidates, reference.text());
  }

  /** The folder that a missing path of an Application was meant to be. */
  static Optional<String> near(Manifests manifests, YamlValue path) {
    TreeSet<String> folders = new TreeSet<>();
    for (SourceFile file : manifests.tree().filesBelow(Manifests.FOLDER)) {
      for (String f = file.folder(); !f.isEmpty(); f = Paths.parent(f)) {
        folders.add(f);
      }
    }
    return DidYouMean.among(folders, path.text().orElse(""));
  }

  /**
   * The files and folders that some missing path was meant to be. That nothing lists them is the
   * same fault, and told with the path.
   */
  static Set<String> meant(Manifests manifests) {
    Set<String> meant = new HashSet<>();
    for (Kustomization kustomization : manifests.kustomizations()) {
      List<Reference> all = new ArrayList<>(kustomization.resources());
      all.addAll(kustomization.otherFiles());
      kustomization.charts().forEach(chart -> all.addAll(kustomization.valuesFiles(chart)));
      for (Reference reference : all) {
        boolean missing =
            !reference.remote()
                && reference
                    .target()
                    .filter(t -> manifests.tree().file(t).isEmpty())
                    .filter(t -> !manifests.tree().hasFolder(t))
                    .isPresent();
        if (missing) {
          near(manifests, kustomization, reference)
              .flatMap(path -> Paths.resolve(kustomization.folder(), path))
              .ifPresent(meant::add);
        }
      }
    }
    for (Application application : manifests.argo().applications()) {
      for (YamlValue source : application.sources()) {
        source.get("path").flatMap(path -> near(manifests, path)).ifPresent(meant::add);
      }
    }
    return meant;
  }
}
