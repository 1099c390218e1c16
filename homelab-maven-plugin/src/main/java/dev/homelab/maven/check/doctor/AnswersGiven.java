package dev.homelab.maven.check.doctor;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.AnswerRules;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Asks whether every answer is given, and well. */
final class AnswersGiven implements Check {

  static final Rule UNANSWERED =
      Rule.error("doctor/unanswered", "Every goal that acts refuses to start without it.");

  private final World world;

  AnswersGiven(World world) {
    this.world = world;
  }

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public List<Rule> rules() {
    return Stream.concat(AnswerRules.all().stream(), Stream.of(UNANSWERED)).toList();
  }

  @Override
  public CheckResult run(Lab lab) {
    List<Finding> findings = new ArrayList<>(AnswerRules.judge(lab.answers()));
    lab.answers().all().stream()
        .filter(Answer::unanswered)
        .map(
            answer ->
                UNANSWERED.at(
                    answer.valueLocation(),
                    answer.key() + " is not answered yet",
                    "write your value; the comment above it says what belongs there"))
        .forEach(findings::add);
    String scope = CheckResult.count(lab.answers().all().size(), "value");
    return CheckResult.of(
        world.standIns().isEmpty()
            ? scope
            : scope + ", " + CheckResult.count(world.standIns().size(), "stand-in"),
        findings);
  }
}
