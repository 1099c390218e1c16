package dev.homelab.maven.check.doctor;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import dev.homelab.maven.problem.Location;
import java.util.Optional;

/** The answers as goals take them: what is said, else the default. */
final class Given {

  private final Answers answers;

  Given(Answers answers) {
    this.answers = answers;
  }

  /** Empty while nobody has answered it. */
  Optional<String> value(String key) {
    return answers.get(key).isPresent()
        ? answers.value(key)
        : Question.of(key).flatMap(Question::standard);
  }

  /** The value of a key that has a default or that the question has named as needed. */
  String get(String key) {
    return value(key).orElse(Answers.MARKER);
  }

  /** A whole number; 0 when it is none, which the answers' own check tells. */
  int number(String key) {
    String value = get(key);
    return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
  }

  /** A size like 60G; 0 bytes when it is none. */
  Size size(String key) {
    return Size.of(get(key));
  }

  /** Where its value stands; the file as a whole for one that is not there. */
  Location where(String key) {
    return answers.get(key).map(Answer::valueLocation).orElse(Location.of(Answers.FILE));
  }

  /** As packer/common.pkr.hcl makes it; the k3s version's build suffix is no part of a name. */
  String templateName() {
    return "alma9-k3-node-amd64-"
        + get("k3s_version").replaceFirst("\\+.*", "")
        + "-v"
        + get("image_version");
  }
}
