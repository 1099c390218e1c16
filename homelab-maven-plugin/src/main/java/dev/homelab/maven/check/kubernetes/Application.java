package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An Application of Argo CD. Absent texts are "". */
record Application(KubeObject object) {

  static final String GROUP = "argoproj.io";

  /** Its source, or each of its sources. */
  List<YamlValue> sources() {
    return Stream.concat(
            object.root().at("spec", "source").stream(),
            object.root().at("spec", "sources").stream().flatMap(list -> list.items().stream()))
        .filter(YamlValue::isMapping)
        .toList();
  }

  String project() {
    return object.text("spec", "project");
  }

  /** Where what names no namespace of its own goes. */
  Optional<YamlValue> namespace() {
    return object
        .root()
        .at("spec", "destination", "namespace")
        .filter(value -> !value.text().orElse("").isEmpty());
  }

  /** Options like CreateNamespace=true, each as written. */
  List<YamlValue> syncOptions() {
    return object
        .root()
        .at("spec", "syncPolicy", "syncOptions")
        .map(YamlValue::items)
        .orElse(List.of());
  }

  boolean createsNamespace() {
    return syncOptions().stream()
        .anyMatch(option -> option.text().orElse("").equals("CreateNamespace=true"));
  }

  @Override
  public String toString() {
    return object.toString();
  }
}
