package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;

/** An answer that a goal cannot do without. */
final class Settled {

  private Settled() {}

  /** The answer, or its default when the file does not have the key. */
  static String value(Answers answers, String key) throws HomelabException {
    if (answers.get(key).isEmpty()) {
      return Question.of(key).flatMap(Question::standard).orElseThrow(() -> missing(answers, key));
    }
    return answers.value(key).orElseThrow(() -> missing(answers, key));
  }

  private static HomelabException missing(Answers answers, String key) {
    String where = answers.get(key).map(a -> a.valueLocation().toString()).orElse(Answers.FILE);
    return new HomelabException(
        new Problem(where + "  " + key + " is not given", "give it, then run: mvn verify"));
  }
}
