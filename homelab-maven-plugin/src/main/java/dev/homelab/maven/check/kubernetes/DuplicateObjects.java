package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.kubernetes.Build.Built;
import dev.homelab.maven.check.kubernetes.Build.Clash;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Does the same object come twice in what is applied together? */
final class DuplicateObjects implements Question {

  static final Rule RULE =
      Rule.error(
          "kubernetes/duplicate",
          "kustomize refuses the build; applied by hand, the second silently replaces the first.");

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (Kustomization kustomization : manifests.kustomizations()) {
      for (Clash clash : manifests.build(kustomization).clashes()) {
        tell.accept(finding(clash));
      }
    }
    // What no kustomization stands above is applied by hand, all of it together.
    Map<Build.Id, KubeObject> byHand = new HashMap<>();
    for (KubeObject object : manifests.objects()) {
      if (!object.name().isEmpty()
          && manifests.above(object.root().source().folder()).isEmpty()
          && !manifests.isListed(object.root().source().path())) {
        KubeObject first =
            byHand.putIfAbsent(new Built(object, object.namespace(), object.name()).id(), object);
        if (first != null) {
          tell.accept(finding(object.at("metadata", "name"), object, first));
        }
      }
    }
  }

  private static Finding finding(Clash clash) {
    KubeObject first = clash.first().object();
    KubeObject second = clash.second().object();
    if (first.root().location().equals(second.root().location())) {
      return RULE.at(
          clash.by().value().location(),
          "\""
              + clash.by().text()
              + "\" brings "
              + second
              + " of "
              + first.root().location()
              + " a second time",
          "list that file or its folder once");
    }
    return finding(second.at("metadata", "name"), second, first);
  }

  private static Finding finding(Location where, KubeObject second, KubeObject first) {
    return RULE.at(
        where,
        second + " is there already, at " + first.at("metadata", "name"),
        "rename one of the two, or delete it");
  }
}
