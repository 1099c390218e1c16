package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kustomization file.
 *
 * @param root its first document
 */
record Kustomization(SourceFile file, YamlValue root) {

  /** The names kustomize looks for. */
  static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /** Where kustomize takes paths to files that are no resources. */
  private static final List<String> FILE_LISTS =
      List.of("configurations", "crds", "generators", "transformers", "validators");

  String folder() {
    return file.folder();
  }

  /** What it lists, in the order it is built: resources, then the older bases, then components. */
  List<Reference> resources() {
    return Stream.of("resources", "bases", "components").flatMap(this::list).toList();
  }

  /** Whether a part of it comes from another machine, so that its objects are unknown here. */
  boolean hasRemote() {
    return resources().stream().anyMatch(Reference::remote);
  }

  /** The entries of helmCharts. */
  List<YamlValue> charts() {
    return root.get("helmCharts").map(YamlValue::items).orElse(List.of());
  }

  /** The values files of a chart. */
  List<Reference> valuesFiles(YamlValue chart) {
    List<YamlValue> files = new ArrayList<>();
    chart.get("valuesFile").ifPresent(files::add);
    chart.get("additionalValuesFiles").ifPresent(list -> files.addAll(list.items()));
    return files.stream()
        .filter(file -> file.text().isPresent())
        .map(file -> Reference.of(folder(), file))
        .toList();
  }

  /** The files it reads that are neither resources, nor a chart's values, nor secrets. */
  List<Reference> otherFiles() {
    List<YamlValue> files = new ArrayList<>();
    for (String list : FILE_LISTS) {
      files.addAll(items(list));
    }
    for (String list : List.of("patches", "patchesJson6902", "replacements")) {
      items(list).forEach(item -> item.get("path").ifPresent(files::add));
    }
    root.at("openapi", "path").ifPresent(files::add);
    for (YamlValue patch : items("patchesStrategicMerge")) {
      if (patch.text().filter(text -> !text.contains("\n")).isPresent()) {
        files.add(patch);
      }
    }
    List<Reference> references =
        new ArrayList<>(
            files.stream()
                .filter(file -> file.text().isPresent())
                .map(file -> Reference.of(folder(), file))
                .toList());
    references.addAll(generatorFiles("configMapGenerator"));
    return references;
  }

  /** The files of a generator; each may be written as key=path. */
  List<Reference> generatorFiles(String generator) {
    List<Reference> references = new ArrayList<>();
    for (YamlValue entry : items(generator)) {
      List<YamlValue> files = new ArrayList<>();
      entry.get("files").ifPresent(list -> files.addAll(list.items()));
      entry.get("envs").ifPresent(list -> files.addAll(list.items()));
      entry.get("env").ifPresent(files::add);
      for (YamlValue file : files) {
        String text = file.text().orElse("");
        String path = text.substring(text.indexOf('=') + 1);
        references.add(new Reference(file, path, Paths.resolve(folder(), path)));
      }
    }
    return references;
  }

  /** Items of a top-level list. */
  List<YamlValue> items(String key) {
    return root.get(key).map(YamlValue::items).orElse(List.of());
  }

  private Stream<Reference> list(String key) {
    return items(key).stream()
        .filter(item -> !item.text().orElse("").isBlank())
        .map(item -> Reference.of(folder(), item));
  }
}
