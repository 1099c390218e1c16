package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import java.util.Collection;

/** How the template is called: the rule of packer/common.pkr.hcl, which tofu follows too. */
final class TemplateName {

  /** How every one of them begins, of whatever release. */
  static final String PREFIX = "alma9-k3-node-";

  private TemplateName() {}

  /** The name that the answers make; an answer that is missing stays as its marker. */
  static String of(Answers answers) {
    return of(answers, answer(answers, "image_version"));
  }

  private static String of(Answers answers, String release) {
    // The build suffix of k3s is no part of a name: Proxmox takes no plus sign.
    return PREFIX
        + "amd64-"
        + answer(answers, "k3s_version").replaceFirst("\\+.*", "")
        + "-v"
        + release;
  }

  /** The next release whose name is not taken. */
  static String nextRelease(Answers answers, Collection<String> taken) {
    String release = answer(answers, "image_version");
    do {
      int dot = release.lastIndexOf('.');
      String last = release.substring(dot + 1);
      release =
          last.matches("\\d{1,9}")
              ? release.substring(0, dot + 1) + (Integer.parseInt(last) + 1)
              : release + ".1";
    } while (taken.contains(of(answers, release)));
    return release;
  }

  private static String answer(Answers answers, String key) {
    return answers
        .get(key)
        .map(a -> a.value())
        .or(() -> Question.of(key).flatMap(Question::standard))
        .orElse(Answers.MARKER);
  }
}
