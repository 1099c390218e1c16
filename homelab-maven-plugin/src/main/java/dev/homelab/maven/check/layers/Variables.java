package dev.homelab.maven.check.layers;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import dev.homelab.maven.check.hcl.Configuration.Placed;
import dev.homelab.maven.check.hcl.Estate.Instance;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every variable gets a value, and every answer has a reader. */
final class Variables implements Agreement {

  static final Rule UNANSWERED =
      Rule.error(
          "layers/unanswered-variable",
          "packer stops, and tofu stops or asks: make and Maven hand over the answers and nothing else.");
  static final Rule UNREAD =
      Rule.warning(
          "layers/unread-answer",
          "Whoever changes the answer waits for an effect that never comes.");

  /** What Maven alone reads, or make and Maven by other means than a variable. */
  private static final Set<String> READ_BY_MAVEN = Set.of("proxmox_server_id", "environment");

  @Override
  public List<Rule> rules() {
    return List.of(UNANSWERED, UNREAD);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    List<Finding> findings = new ArrayList<>();
    for (Instance called : layers.called()) {
      Map<String, Placed> variables = new TreeMap<>(called.configuration().variables());
      for (Map.Entry<String, Placed> variable : variables.entrySet()) {
        answered(called, variable.getKey(), variable.getValue(), findings);
      }
    }
    Optional<SourceFile> file = layers.tree().file("Makefile");
    Optional<String> text = file.isPresent() ? file.get().text() : Optional.empty();
    if (text.isEmpty()) {
      return findings; // it reads some of the answers, and its absence is told by the tree's check
    }
    String makefile = text.get();
    for (Answer answer : layers.answers().all()) {
      if (Question.of(answer.key()).isPresent() && !isRead(answer.key(), makefile, layers)) {
        findings.add(
            UNREAD.at(
                answer.keyLocation(),
                "\""
                    + answer.key()
                    + "\" is read by no variable of packer or tofu and not by the Makefile",
                "declare the variable where it was meant to be read"));
      }
    }
    return findings;
  }

  private static void answered(
      Instance called, String name, Placed variable, List<Finding> findings) {
    boolean missingAnswer = Question.of(name).isPresent();
    if (called.variable(name).isEmpty() && !missingAnswer) {
      findings.add(
          UNANSWERED.at(
              variable.source().at(variable.block()),
              "variable \""
                  + name
                  + "\" has no default, and "
                  + Answers.FILE
                  + " has no such answer",
              DidYouMean.among(Question.keys(), name)
                  .map(near -> "did you mean \"" + near + "\"? If not, give it a default")
                  .orElse("give it a default")));
    }
  }

  private static boolean isRead(String key, String makefile, Layers layers) {
    return READ_BY_MAVEN.contains(key)
        || isDeclared(key, layers.estate().images())
        || isDeclared(key, layers.estate().machines())
        || makefile.contains("$(" + key + ")")
        || makefile.contains("_VAR_" + key + "\"");
  }

  private static boolean isDeclared(String key, List<Instance> instances) {
    for (Instance instance : instances) {
      if (instance.isRoot() && instance.configuration().variable(key).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
