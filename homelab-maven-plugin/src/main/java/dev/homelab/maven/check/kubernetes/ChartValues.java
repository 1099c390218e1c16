package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlFile;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.check.yaml.YamlValue.Entry;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Does the chart app-template know each top-level key of its values? */
final class ChartValues implements Question {

  static final Rule RULE =
      Rule.warning(
          "kubernetes/chart-value",
          "app-template passes over a key it does not know: what stands below it is not rendered, and nothing says so.");

  /** Of releases 4 and 5. */
  private static final List<String> KEYS =
      List.of(
          "configMaps",
          "configMapsFromFolder",
          "controllers",
          "defaultExternalSecretStoreRef",
          "defaultPodOptions",
          "defaultPodOptionsStrategy",
          "externalSecrets",
          "global",
          "ingress",
          "listenerSets",
          "networkpolicies",
          "persistence",
          "podMonitor",
          "rawResources",
          "rbac",
          "route",
          "secrets",
          "secretsFromFolder",
          "service",
          "serviceAccount",
          "serviceMonitor");

  /**
   * Values of a chart.
   *
   * @param alone whether no other values are laid over or under them
   */
  record Values(YamlValue root, boolean alone) {}

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (Values values : ofAppTemplate(manifests)) {
      for (Entry entry : values.root().entries()) {
        // Keys like x-image hold anchors for the rest of the file, as in other YAML dialects.
        if (!KEYS.contains(entry.name()) && !entry.name().startsWith("x-")) {
          tell.accept(
              RULE.at(
                  entry.key().location(),
                  "the chart app-template has no value \"" + entry.name() + "\"",
                  DidYouMean.among(KEYS, entry.name())
                      .map(key -> "did you mean \"" + key + "\"?")
                      .orElse("take it out, or begin its name with x- if it only holds anchors")));
        }
      }
    }
  }

  /** The values that the tree gives to the chart app-template, wherever it is used. */
  static List<Values> ofAppTemplate(Manifests manifests) {
    List<Values> all = new ArrayList<>();
    for (Kustomization kustomization : manifests.kustomizations()) {
      for (YamlValue chart : kustomization.charts()) {
        if (chart.textAt("name").orElse("").equals("app-template")) {
          Optional<YamlValue> inline = chart.get("valuesInline").filter(YamlValue::isMapping);
          List<Reference> files = kustomization.valuesFiles(chart);
          boolean alone = files.size() + (inline.isPresent() ? 1 : 0) == 1;
          inline.ifPresent(root -> all.add(new Values(root, alone)));
          for (Reference file : files) {
            file.target()
                .flatMap(manifests::file)
                .filter(YamlFile::readable)
                .ifPresent(
                    yaml ->
                        yaml.documents().stream()
                            .limit(1)
                            .forEach(root -> all.add(new Values(root, alone))));
          }
        }
      }
    }
    return all;
  }
}
