package dev.homelab.maven.check.layers;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.yaml.YamlFile;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Argo CD follows this repository. */
final class Repository implements Agreement {

  static final Rule URL =
      Rule.error(
          "layers/repository",
          "Argo CD follows another repository: what is committed here never reaches the cluster.");
  static final Rule REVISION =
      Rule.error(
          "layers/revision",
          "Argo CD follows another branch: what is committed to this one never reaches the cluster.");
  private static final String FIX = "run: make repo-url   (then commit and push)";

  @Override
  public List<Rule> rules() {
    return List.of(URL, REVISION);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    List<Finding> findings = new ArrayList<>();
    for (SourceFile file : layers.tree().filesEndingWith(".yaml", ".yml")) {
      if (file.text().filter(t -> t.contains("argoproj.io/")).isEmpty()) {
        continue;
      }
      for (YamlValue object : YamlFile.read(file).documents()) {
        if (object.textAt("kind").filter("Application"::equals).isPresent()
            && isOurs(object, layers)) {
          same(object, "repoURL", "git_repo_url", URL, layers).ifPresent(findings::add);
          same(object, "targetRevision", "git_revision", REVISION, layers).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  /** Its path is one of this repository. Others may come from elsewhere. */
  private static boolean isOurs(YamlValue application, Layers layers) {
    return application
        .textAt("spec", "source", "path")
        .filter(path -> layers.tree().hasFolder(path.replaceAll("^\\./|/$", "")))
        .isPresent();
  }

  private static Optional<Finding> same(
      YamlValue application, String field, String key, Rule rule, Layers layers) {
    Optional<Answer> answer = answer(layers, key);
    Optional<YamlValue> value = application.at("spec", "source", field);
    // A marker that is left is told by itself.
    Optional<String> text = value.flatMap(YamlValue::text).filter(t -> !t.contains(Answers.MARKER));
    return answer.isPresent() && text.isPresent() && !text.get().equals(answer.get().value())
        ? Optional.of(
            rule.at(
                value.get().location(),
                field
                    + " is \""
                    + text.get()
                    + "\", but "
                    + key
                    + " is \""
                    + answer.get().value()
                    + "\" ("
                    + answer.get().valueLocation()
                    + ")",
                FIX))
        : Optional.empty();
  }

  private static Optional<Answer> answer(Layers layers, String key) {
    return layers.answers().get(key).filter(a -> layers.isSound(a));
  }
}
