package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.kubernetes.Build.Built;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.check.yaml.YamlValue.Entry;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Do selectors find the pods they are meant for? */
final class Selectors implements Question {

  static final Rule OWN =
      Rule.error(
          "kubernetes/selector",
          "The API server refuses a workload that does not select its own pods.");
  static final Rule SERVICE =
      Rule.warning(
          "kubernetes/service-selector",
          "A Service that selects no pod is applied without a word, and answers nobody.");

  private static final List<String> WORKLOADS =
      List.of("DaemonSet", "Deployment", "ReplicaSet", "StatefulSet");

  @Override
  public List<Rule> rules() {
    return List.of(OWN, SERVICE);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (KubeObject object : manifests.objects()) {
      if (WORKLOADS.contains(object.kind()) && object.group().equals("apps")) {
        askOwn(object, tell);
      }
    }
    for (Kustomization kustomization : manifests.kustomizations()) {
      // What a chart or a remote file holds is unknown here; a Service beside it may be for its
      // pods.
      if (kustomization.charts().isEmpty() && !kustomization.hasRemote()) {
        askServices(
            List.copyOf(manifests.build(kustomization).objects().values()), kustomization, tell);
      }
    }
  }

  private static void askOwn(KubeObject object, Consumer<Finding> tell) {
    Optional<YamlValue> selector = object.root().at("spec", "selector");
    if (selector.isEmpty() || selector.get().entries().isEmpty()) {
      tell.accept(
          OWN.at(
              object.at("spec"),
              object + " has no selector",
              "write spec.selector.matchLabels with labels of spec.template.metadata.labels"));
      return;
    }
    Optional<YamlValue> labels = object.root().at("spec", "template", "metadata", "labels");
    for (Entry wanted : entries(selector.get().get("matchLabels"))) {
      Optional<String> found = labels.flatMap(l -> l.textAt(wanted.name()));
      if (!found.equals(wanted.value().text())) {
        tell.accept(
            OWN.at(
                wanted.value().location(),
                object
                    + " selects pods with "
                    + wanted.name()
                    + ": "
                    + wanted.value()
                    + ", its own have "
                    + found
                        .map(value -> wanted.name() + ": " + value)
                        .orElse("no label " + wanted.name()),
                "write the same label in spec.selector.matchLabels and spec.template.metadata.labels"));
      }
    }
  }

  /** Only where the Service and some workload of its namespace are in the folder's own files. */
  private static void askServices(
      List<Built> build, Kustomization kustomization, Consumer<Finding> tell) {
    for (Built service : build) {
      List<Entry> wanted = entries(service.object().root().at("spec", "selector"));
      if (!service.object().is("", "Service")
          || wanted.isEmpty()
          || !service.object().root().source().folder().equals(kustomization.folder())) {
        continue;
      }
      List<Built> workloads =
          build.stream()
              .filter(b -> b.object().podTemplate().isPresent())
              .filter(b -> b.namespace().equals(service.namespace()))
              .toList();
      if (!workloads.isEmpty() && workloads.stream().noneMatch(w -> selects(wanted, w.object()))) {
        tell.accept(
            SERVICE.at(
                service.object().at("spec", "selector"),
                service.object() + " selects " + text(wanted) + ", which no pod of this folder has",
                "write labels of the pods it is for, e.g. those of "
                    + workloads.get(0).object()
                    + ": "
                    + text(entries(labels(workloads.get(0).object())))));
      }
    }
  }

  private static boolean selects(List<Entry> wanted, KubeObject workload) {
    return wanted.stream()
        .allMatch(
            entry ->
                labels(workload).flatMap(l -> l.textAt(entry.name())).equals(entry.value().text()));
  }

  private static Optional<YamlValue> labels(KubeObject workload) {
    return workload.podTemplate().flatMap(pod -> pod.at("metadata", "labels"));
  }

  private static String text(List<Entry> labels) {
    return labels.isEmpty()
        ? "none"
        : String.join(", ", labels.stream().map(l -> l.name() + ": " + l.value()).toList());
  }

  private static List<Entry> entries(Optional<YamlValue> mapping) {
    return mapping.map(YamlValue::entries).orElse(List.of());
  }
}
