package dev.homelab.maven.check.answers;

import dev.homelab.maven.answers.AnswerRules;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Rule;
import java.util.List;

/** Asks whether homelab.properties answers every question, and well. */
public final class AnswersCheck implements Check {

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public List<Rule> rules() {
    return AnswerRules.all();
  }

  @Override
  public CheckResult run(Lab lab) {
    return CheckResult.of(
        CheckResult.count(lab.answers().all().size(), "value"), lab.answers().findings());
  }
}
