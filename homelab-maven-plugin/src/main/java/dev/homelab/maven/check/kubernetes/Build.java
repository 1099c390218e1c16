package dev.homelab.maven.check.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What `kustomize build` makes of a folder, as far as files say: charts and generators left out.
 *
 * @param objects by identity
 * @param clashes what came a second time, in this folder's own list
 */
record Build(Map<Id, Built> objects, List<Clash> clashes) {

  /** Such a build was made to be large. */
  private static final int MAX_OBJECTS = 20_000;

  /** Folders that list folders deeper than this list each other in a circle. */
  private static final int MAX_DEPTH = 64;

  /** What the cluster tells objects apart by. */
  record Id(String group, String kind, String namespace, String name) {}

  /**
   * An object as built.
   *
   * @param namespace of the cluster's; "" when nothing sets one
   */
  record Built(KubeObject object, String namespace, String name) {

    Id id() {
      return new Id(object.group(), object.kind(), namespace, name);
    }

    Built within(Kustomization kustomization) {
      String outer = kustomization.root().textAt("namespace").orElse("");
      String inNamespace = outer.isEmpty() || Kinds.isClusterScoped(object) ? namespace : outer;
      boolean renamed = !object.kind().equals("Namespace") && !name.isEmpty();
      String prefix = renamed ? kustomization.root().textAt("namePrefix").orElse("") : "";
      String suffix = renamed ? kustomization.root().textAt("nameSuffix").orElse("") : "";
      return new Built(object, inNamespace, prefix + name + suffix);
    }
  }

  /** An object that came by a reference although one of its identity was there. */
  record Clash(Reference by, Built second, Built first) {}

  /** Builds folders, each once. */
  static final class Builder {

    private final Manifests manifests;
    private final Map<String, Build> done = new HashMap<>();
    private final Set<String> making = new HashSet<>();

    Builder(Manifests manifests) {
      this.manifests = manifests;
    }

    Build of(Kustomization kustomization) {
      return of(kustomization, 0);
    }

    private Build of(Kustomization kustomization, int depth) {
      Build known = done.get(kustomization.folder());
      if (known != null) {
        return known;
      }
      Build build = new Build(new LinkedHashMap<>(), new ArrayList<>());
      making.add(kustomization.folder());
      done.put(kustomization.folder(), build);
      List<String> seen = new ArrayList<>();
      for (Reference reference : kustomization.resources()) {
        String target = reference.target().orElse("");
        // What is listed twice is told by its own rule, not once more for each object in it.
        if (!reference.remote() && !seen.contains(target)) {
          seen.add(target);
          for (Built built : built(target, depth)) {
            add(build, reference, built.within(kustomization));
          }
        }
      }
      making.remove(kustomization.folder());
      return build;
    }

    private List<Built> built(String target, int depth) {
      if (making.contains(target)) {
        return List.of(); // a circle, which is told by its own rule
      }
      if (manifests.kustomization(target).isPresent() && depth < MAX_DEPTH) {
        Build inner = of(manifests.kustomization(target).get(), depth + 1);
        return List.copyOf(inner.objects().values());
      }
      return manifests.objectsIn(target).stream()
          .map(object -> new Built(object, object.namespace(), object.name()))
          .toList();
    }

    private static void add(Build build, Reference by, Built built) {
      if (built.name().isEmpty() || build.objects().size() >= MAX_OBJECTS) {
        return;
      }
      Built first = build.objects().putIfAbsent(built.id(), built);
      if (first != null) {
        build.clashes().add(new Clash(by, built, first));
      }
    }
  }
}
