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
    Optional<Integer> minor =
        answer
            .map(a -> MINOR.matcher(a.value()))
            .filter(Matcher::matches)
            .map(ArgoCdVersion::number);
    if (minor.isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (SourceFile file : layers.tree().filesEndingWith(".yaml", ".yml")) {
      if (file.text().filter(t -> t.contains("argo-cd")).isPresent()) {
        for (YamlValue document : YamlFile.read(file).documents()) {
          chart(document)
              .flatMap(version -> judge(version, minor.get(), answer.get()))
              .ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  /** The version of the chart argo-cd that this object installs. */
  private static Optional<YamlValue> chart(YamlValue document) {
    boolean argo =
        document.textAt("kind").filter("HelmChart"::equals).isPresent()
            && document.textAt("spec", "chart").filter("argo-cd"::equals).isPresent();
    return argo ? document.at("spec", "version") : Optional.empty();
  }

  private static Optional<Finding> judge(YamlValue version, int minor, Answer answer) {
    Matcher chart = CHART.matcher(version.text().orElse(""));
    if (!chart.matches() || !chart.group(1).equals("10")) {
      return Optional.empty();
    }
    int release = Integer.parseInt(chart.group(2));
    return LINES.stream()
        .filter(line -> release >= line.firstChart() && release <= line.lastChart())
        .filter(line -> minor < line.first() || minor > line.last())
        .findFirst()
        .map(
            line ->
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

  private static Integer number(Matcher matcher) {
    return Integer.valueOf(matcher.group(1));
  }
}
