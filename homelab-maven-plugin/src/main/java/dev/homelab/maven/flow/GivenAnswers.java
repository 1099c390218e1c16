package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answers as packer and tofu get them: those of the file, and the defaults of the others. */
final class GivenAnswers {

  private GivenAnswers() {}

  static Map<String, String> of(Answers answers) {
    Map<String, String> given = new LinkedHashMap<>();
    Question.ALL.forEach(q -> q.standard().ifPresent(value -> given.put(q.key(), value)));
    answers.all().forEach(answer -> given.put(answer.key(), answer.value()));
    return given;
  }

  /** For another environment than the file's. */
  static Map<String, String> of(Answers answers, String environment) {
    Map<String, String> given = of(answers);
    given.put("environment", environment);
    return given;
  }
}
