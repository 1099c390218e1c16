package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A document that is, or should be, a Kubernetes object. Absent texts are "". */
record KubeObject(YamlValue root) {

  private static final String[] TEMPLATE = {"spec", "template"};

  private static final Map<String, String[]> POD_TEMPLATES =
      Map.of(
          "Deployment", TEMPLATE,
          "StatefulSet", TEMPLATE,
          "DaemonSet", TEMPLATE,
          "ReplicaSet", TEMPLATE,
          "ReplicationController", TEMPLATE,
          "Job", TEMPLATE,
          "CronJob", new String[] {"spec", "jobTemplate", "spec", "template"},
          "Pod", new String[0]);

  String apiVersion() {
    return text("apiVersion");
  }

  /** "apps" of apps/v1, "" of v1. */
  String group() {
    String version = apiVersion();
    return version.substring(0, Math.max(0, version.indexOf('/')));
  }

  String kind() {
    return text("kind");
  }

  String name() {
    return text("metadata", "name");
  }

  String namespace() {
    return text("metadata", "namespace");
  }

  String text(String... path) {
    return root.textAt(path).orElse("");
  }

  /** Whether it is of that kind in that group. */
  boolean is(String group, String kind) {
    return kind().equals(kind) && group().equals(group);
  }

  /** Where a value of it stands; where the object begins if there is no such value. */
  Location at(String... path) {
    return root.at(path).orElse(root).location();
  }

  /** The template of its pods, of a pod itself; none of what runs no pods. */
  Optional<YamlValue> podTemplate() {
    return Optional.ofNullable(POD_TEMPLATES.get(kind())).flatMap(root::at);
  }

  /** Every container of its pods. */
  List<YamlValue> containers() {
    Optional<YamlValue> spec = podTemplate().flatMap(pod -> pod.get("spec"));
    return Stream.of("initContainers", "containers", "ephemeralContainers")
        .flatMap(key -> spec.flatMap(s -> s.get(key)).stream())
        .flatMap(list -> list.items().stream())
        .toList();
  }

  /** "Deployment web", as messages name it. */
  @Override
  public String toString() {
    String kind = kind().isEmpty() ? "object" : kind();
    return name().isEmpty() ? kind + " without a name" : kind + " " + name();
  }
}
