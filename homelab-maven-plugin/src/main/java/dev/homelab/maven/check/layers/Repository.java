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
      Optional<String> text = file.text();
      if (text.isEmpty() || !text.get().contains("argoproj.io/")) {
        continue;
      }
      for (YamlValue object : YamlFile.read(file).documents()) {
        if (object.textAt("kind").equals(Optional.of("Application")) && isOurs(object, layers)) {
          compare(object, "repoURL", "git_repo_url", URL, layers, findings);
          compare(object, "targetRevision", "git_revision", REVISION, layers, findings);
        }
      }
    }
    return findings;
  }

  /** Its path is one of this repository. Others may come from elsewhere. */
  private static boolean isOurs(YamlValue application, Layers layers) {
    Optional<String> path = application.textAt("spec", "source", "path");
    return path.isPresent() && layers.tree().hasFolder(path.get().replaceAll("^\\./|/$", ""));
  }

  private static void compare(
      YamlValue application,
      String field,
      String key,
      Rule rule,
      Layers layers,
      List<Finding> findings) {
    Optional<Answer> answer = layers.answers().get(key);
    Optional<YamlValue> value = application.at("spec", "source", field);
    Optional<String> text = application.textAt("spec", "source", field);
    if (answer.isPresent()
        && layers.isSound(answer.get())
        && text.isPresent()
        // A marker that is left is told by itself.
        && !text.get().contains(Answers.MARKER)
        && !text.get().equals(answer.get().value())) {
      findings.add(
          rule.at(
              value.orElseThrow().location(),
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
              FIX));
    }
  }
}
