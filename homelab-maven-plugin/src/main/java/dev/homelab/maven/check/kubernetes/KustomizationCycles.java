package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Do kustomizations list each other in a circle? */
final class KustomizationCycles implements Question {

  static final Rule RULE =
      Rule.error("kubernetes/circular", "kustomize refuses a folder that comes back to itself.");

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (Kustomization kustomization : manifests.kustomizations()) {
      for (Reference resource : kustomization.resources()) {
        String target = resource.target().orElse("");
        if (resource.remote() || manifests.kustomization(target).isEmpty()) {
          continue;
        }
        // Told once a circle: where its first folder in alphabetical order is left.
        way(manifests, target, kustomization.folder())
            .filter(way -> way.stream().noneMatch(f -> f.compareTo(kustomization.folder()) < 0))
            .ifPresent(way -> tell.accept(finding(kustomization, resource, way)));
      }
    }
  }

  private static Finding finding(Kustomization from, Reference resource, List<String> way) {
    String message =
        way.size() == 1
            ? "\"" + resource.text() + "\" is this folder itself"
            : "\""
                + resource.text()
                + "\" leads back here: "
                + from.folder()
                + " -> "
                + String.join(" -> ", way);
    return RULE.at(
        resource.value().location(),
        message,
        "take one of these folders out of the other's resources");
  }

  /** The shortest way from folder to folder along resources, both ends included. */
  private static Optional<List<String>> way(Manifests manifests, String from, String to) {
    Map<String, String> before = new HashMap<>(Map.of(from, ""));
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      String folder = next.remove();
      if (folder.equals(to)) {
        Deque<String> way = new ArrayDeque<>();
        for (String step = to; !step.isEmpty(); step = before.get(step)) {
          way.addFirst(step);
        }
        return Optional.of(List.copyOf(way));
      }
      for (Reference resource : manifests.kustomization(folder).orElseThrow().resources()) {
        String target = resource.target().orElse("");
        if (!resource.remote()
            && manifests.kustomization(target).isPresent()
            && before.putIfAbsent(target, folder) == null) {
          next.add(target);
        }
      }
    }
    return Optional.empty();
  }
}
