package dev.homelab.maven.check.layers;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.check.hcl.Estate.Instance;
import dev.homelab.maven.check.hcl.Origin;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** k3s has one version, wherever it is named. */
final class K3sVersion implements Agreement {

  static final Rule RULE =
      Rule.error(
          "layers/k3s-version",
          "The version is part of the template's name: the layers then speak of two images, and the one that runs is not the one that was meant.");

  private static final Pattern VERSION =
      Pattern.compile("v[0-9]+\\.[0-9]+\\.[0-9]+(-[a-z0-9.]+)?\\+k3s[0-9]+");
  private static final Pattern COMMENT = Pattern.compile("^\\s*(#|//).*|\\s##? .*$");
  private static final Pattern EXAMPLE = Pattern.compile("(like|Example:|example) $");

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    Optional<Answer> answer = layers.answers().get("k3s_version");
    if (answer.isEmpty() || !VERSION.matcher(answer.get().value()).matches()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (SourceFile file :
        layers
            .tree()
            .filesEndingWith(".hcl", ".tf", ".tofu", ".sh", ".yaml", ".yml", ".cfg", "Makefile")) {
      Optional<String> text = file.text();
      if (text.isPresent() && text.get().contains("+k3s")) {
        for (int i = 0; i < file.lines().size(); i++) {
          line(file, i + 1, answer.get(), findings);
        }
      }
    }
    for (Instance called : layers.called()) {
      overridden(called, answer.get(), findings);
    }
    return findings;
  }

  private static void line(SourceFile file, int number, Answer answer, List<Finding> findings) {
    String line = file.lines().get(number - 1);
    if (!line.contains("+k3s")) {
      return;
    }
    Matcher version = VERSION.matcher(COMMENT.matcher(line).replaceFirst(""));
    while (version.find()) {
      boolean example = EXAMPLE.matcher(line.substring(0, version.start())).find();
      if (!example && !version.group().equals(answer.value())) {
        int column = line.codePointCount(0, version.start()) + 1;
        findings.add(
            RULE.at(
                file.location(number, column),
                "names k3s " + version.group() + ", but the answer is " + said(answer),
                "read the variable k3s_version instead of naming a version here"));
      }
    }
  }

  private static void overridden(Instance called, Answer answer, List<Finding> findings) {
    Optional<Origin> origin = called.variable("k3s_version");
    Optional<String> version = origin.isPresent() ? origin.get().text() : Optional.empty();
    if (version.isPresent() && !version.get().equals(answer.value())) {
      findings.add(
          RULE.at(
              origin.get().where(),
              called.root()
                  + " is given k3s "
                  + version.get()
                  + ", but the answer is "
                  + said(answer),
              "remove the line, or change the answer"));
    }
  }

  private static String said(Answer answer) {
    return answer.value() + " (" + answer.valueLocation() + ")";
  }
}
