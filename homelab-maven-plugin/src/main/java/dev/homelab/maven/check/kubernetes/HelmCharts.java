package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.function.Consumer;

/** Can kustomize render each chart, and always the same one? */
final class HelmCharts implements Question {

  static final Rule INCOMPLETE =
      Rule.error("kubernetes/chart", "kustomize or helm stops at it; Argo CD syncs nothing.");
  static final Rule VALUES =
      Rule.error(
          "kubernetes/chart-values-file", "kustomize stops at a values file it cannot read.");
  static final Rule VERSION =
      Rule.warning(
          "kubernetes/chart-version",
          "Without a version every sync takes the newest chart, on a day that nobody chose.");
  static final Rule FIELD =
      Rule.error("kubernetes/chart-field", "kustomize refuses a field it does not know.");

  private static final List<String> FIELDS =
      List.of(
          "additionalValuesFiles",
          "apiVersions",
          "debug",
          "devel",
          "includeCRDs",
          "kubeVersion",
          "name",
          "nameTemplate",
          "namespace",
          "releaseName",
          "repo",
          "skipHooks",
          "skipTests",
          "valuesFile",
          "valuesInline",
          "valuesMerge",
          "version");

  @Override
  public List<Rule> rules() {
    return List.of(INCOMPLETE, VALUES, VERSION, FIELD);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (Kustomization kustomization : manifests.kustomizations()) {
      for (YamlValue chart : kustomization.charts()) {
        askChart(manifests, kustomization, chart, tell);
        askValues(manifests, kustomization, chart, tell);
        askFields(chart, tell);
      }
    }
  }

  private static void askChart(
      Manifests manifests, Kustomization kustomization, YamlValue chart, Consumer<Finding> tell) {
    String name = chart.textAt("name").orElse("");
    if (name.isBlank()) {
      tell.accept(
          INCOMPLETE.at(
              chart.location(),
              "this chart has no name",
              "write name: with the chart's name in its repository"));
      return;
    }
    String repo = chart.textAt("repo").orElse("");
    if (repo.isBlank() && !isLocal(manifests, kustomization, name)) {
      tell.accept(
          INCOMPLETE.at(
              chart.location(),
              "chart "
                  + name
                  + " has no repo, and no folder "
                  + home(kustomization)
                  + "/"
                  + name
                  + " holds it",
              "write repo: with the address of its repository, https:// or oci://"));
    } else if (!repo.isBlank() && !repo.matches("(https?|oci)://.+")) {
      tell.accept(
          INCOMPLETE.at(
              chart.get("repo").orElseThrow().location(),
              "chart " + name + "'s repo \"" + repo + "\" is no address of a chart repository",
              "write an address that begins with https:// or oci://"));
    }
    if (!repo.isBlank() && chart.textAt("version").orElse("").isBlank()) {
      tell.accept(
          VERSION.at(
              chart.location(),
              "chart " + name + " has no version",
              "write version: with the release your values were written for"));
    }
  }

  private static String home(Kustomization kustomization) {
    return kustomization.root().textAt("helmGlobals", "chartHome").orElse("charts");
  }

  private static boolean isLocal(Manifests manifests, Kustomization kustomization, String name) {
    return Paths.resolve(kustomization.folder(), home(kustomization) + "/" + name)
        .filter(folder -> manifests.tree().file(folder + "/Chart.yaml").isPresent())
        .isPresent();
  }

  private static void askValues(
      Manifests manifests, Kustomization kustomization, YamlValue chart, Consumer<Finding> tell) {
    for (Reference file : kustomization.valuesFiles(chart)) {
      boolean there =
          file.remote() || file.target().flatMap(path -> manifests.tree().file(path)).isPresent();
      if (!there) {
        tell.accept(
            VALUES.at(
                file.value().location(),
                "values file \""
                    + file.text()
                    + "\" of chart "
                    + chart.textAt("name").orElse("without a name")
                    + " does not exist",
                Mistyped.near(manifests, kustomization, file)
                    .map(name -> "did you mean \"" + name + "\"?")
                    .orElse("create it beside this file, or take the line out")));
      }
    }
  }

  private static void askFields(YamlValue chart, Consumer<Finding> tell) {
    for (YamlValue.Entry entry : chart.entries()) {
      if (!KustomizationFiles.misspelt(FIELDS, entry, tell) && !FIELDS.contains(entry.name())) {
        tell.accept(
            FIELD.at(
                entry.key().location(),
                "an entry of helmCharts has no field \"" + entry.name() + "\"",
                DidYouMean.among(FIELDS, entry.name())
                    .map(name -> "did you mean \"" + name + "\"?")
                    .orElse("take it out; the chart's own settings go into its values file")));
      }
    }
  }
}
