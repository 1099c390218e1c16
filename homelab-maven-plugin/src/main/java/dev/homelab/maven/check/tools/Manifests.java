package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.yaml.YamlFile;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.ServerDryRun.Objection;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every object that the homelab brings into a cluster: what kustomize renders, and the files that
 * are applied as they are, which lie where no kustomization is.
 */
final class Manifests {

  private static final Pattern BETWEEN_DOCUMENTS = Pattern.compile("(?m)^---.*$");
  private static final Pattern CONTENT = Pattern.compile("(?m)^ *[^#\\s]");

  private final Lab lab;
  private final Set<String> documents = new LinkedHashSet<>();
  private final List<String> left = new ArrayList<>();

  /** By this program: kustomize, or kubectl. */
  Manifests(Lab lab, Workbench workbench, Found.Program kustomize) throws HomelabException {
    this.lab = lab;
    for (Renderings.Rendering rendering : workbench.renderings(lab, kustomize)) {
      rendering.rendered().ifPresent(rendered -> add(rendered.manifests()));
      rendering.skipped().ifPresent(left::add);
    }
    files(lab).forEach(file -> add(file.text().orElseThrow()));
  }

  /** Whether there is anything of that kind. */
  static boolean areIn(Lab lab) {
    return !Renderings.kustomizations(lab).isEmpty() || !files(lab).isEmpty();
  }

  private static List<SourceFile> files(Lab lab) {
    Set<String> kustomized =
        lab.tree().files().stream()
            .filter(file -> Renderings.NAMES.contains(file.name()))
            .map(SourceFile::folder)
            .collect(Collectors.toSet());
    return lab.tree().filesBelow("k8s").stream()
        .filter(file -> file.endsWith(".yaml", ".yml") && file.text().isPresent())
        .filter(file -> !kustomized.contains(file.folder()))
        .filter(Manifests::holdsObjects)
        .toList();
  }

  private static boolean holdsObjects(SourceFile file) {
    YamlFile yaml = YamlFile.read(file);
    return yaml.readable()
        && !yaml.documents().isEmpty()
        && yaml.documents().stream()
            .allMatch(d -> d.get("apiVersion").isPresent() && d.get("kind").isPresent());
  }

  /** One that a folder and the folder above it both render is one object. */
  private void add(String text) {
    for (String document : BETWEEN_DOCUMENTS.split(text)) {
      if (CONTENT.matcher(document).find()) {
        documents.add(document.strip());
      }
    }
  }

  int count() {
    return documents.size();
  }

  /** All documents. */
  String text() {
    return String.join("\n---\n", documents) + "\n";
  }

  /** What could not be rendered, with the reasons. */
  List<String> left() {
    return left;
  }

  /** An objection, at the field in the file that it comes from. */
  Complaint complaint(Objection objection) {
    String text = objection.kind() + " " + objection.name() + ": " + objection.text();
    Optional<YamlValue> object = find(objection);
    return object
        .map(o -> FieldPath.find(o, objection.text()))
        .map(at -> new Complaint(at.file(), at.line(), at.column(), true, "", text))
        .orElseGet(() -> new Complaint("k8s", 0, 0, true, "", text + " (rendered)"));
  }

  private Optional<YamlValue> find(Objection objection) {
    return lab.tree().files().stream()
        .filter(file -> file.endsWith(".yaml", ".yml"))
        .flatMap(file -> YamlFile.read(file).documents().stream())
        .filter(object -> object.textAt("kind").equals(Optional.of(objection.kind())))
        .filter(object -> object.textAt("metadata", "name").equals(Optional.of(objection.name())))
        .findFirst();
  }
}
