package dev.homelab.maven.check.layers;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.check.yaml.YamlFile;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Argo CD that is installed is tested with the Kubernetes that k3s brings. */
final class ArgoCdVersion implements Agreement {

  static final Rule RULE =
      Rule.warning(
          "layers/argo-cd-and-k3s",
          "Argo CD compares objects by the schemas of the Kubernetes it was built for: beyond them fields look changed for ever, or are dropped.");

  private static final Pattern MINOR = Pattern.compile("v1\\.([0-9]{1,3})\\..*");
  private static final Pattern CHART = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})\\.[0-9].*");

  /**
   * Which Kubernetes a line of Argo CD is tested with, from its table of tested versions, and which
   * releases of the chart carry it.
   *
   * @param charts the first minor release of chart 10, and the last
   */
  private record Line(String app, int firstChart, int lastChart, int first, int last) {}

  private static final List<Line> LINES =
      List.of(new Line("3.4", 1, 1, 32, 35), new Line("3.5", 3, 10, 33, 36));

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    Optional<Answer> answer = layers.answers().get("k3s_version");
    Matcher version = answer.isPresent() ? MINOR.matcher(answer.get().value()) : null;
    if (version == null || !version.matches()) {
      return List.of();
    }
    int minor = Integer.parseInt(version.group(1));
    List<Finding> findings = new ArrayList<>();
    for (SourceFile file : layers.tree().filesEndingWith(".yaml", ".yml")) {
      Optional<String> text = file.text();
      if (text.isPresent() && text.get().contains("argo-cd")) {
        for (YamlValue document : YamlFile.read(file).documents()) {
          Optional<YamlValue> chart = chart(document);
          if (chart.isPresent()) {
            judge(chart.get(), minor, answer.get(), findings);
          }
        }
      }
    }
    return findings;
  }

  /** The version of the chart argo-cd that this object installs. */
  private static Optional<YamlValue> chart(YamlValue document) {
    return document.textAt("kind").equals(Optional.of("HelmChart"))
            && document.textAt("spec", "chart").equals(Optional.of("argo-cd"))
        ? document.at("spec", "version")
        : Optional.empty();
  }

  private static void judge(YamlValue version, int minor, Answer answer, List<Finding> findings) {
    Matcher chart = CHART.matcher(version.text().orElse(""));
    if (!chart.matches() || !chart.group(1).equals("10")) {
      return;
    }
    int release = Integer.parseInt(chart.group(2));
    for (Line line : LINES) {
      boolean carried = release >= line.firstChart() && release <= line.lastChart();
      if (carried && (minor < line.first() || minor > line.last())) {
        findings.add(
            RULE.at(
                version.location(),
                "chart argo-cd "
                    + version.text().orElseThrow()
                    + " is Argo CD "
                    + line.app()
                    + ", tested with Kubernetes 1."
                    + line.first()
                    + " to 1."
                    + line.last()
                    + ", but k3s_version is "
                    + answer.value()
                    + " ("
                    + answer.valueLocation()
                    + ")",
                minor > line.last()
                    ? "take a chart whose Argo CD is tested with it, or an older k3s"
                    : "take a newer k3s, or an older chart"));
      }
    }
  }
}
