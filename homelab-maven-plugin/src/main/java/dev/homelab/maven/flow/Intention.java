package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import dev.homelab.maven.problem.Printable;

/** What image, provision and gitops would do, told in a line from the files alone. */
public final class Intention {

  private final Answers answers;
  private final String environment;

  /** Told from these answers, for this environment. */
  public Intention(Answers answers, String environment) {
    this.answers = answers;
    this.environment = environment;
  }

  /** The image goal's line. */
  public String image() {
    return "would build the template "
        + templateName()
        + " on node "
        + answer("proxmox_node")
        + ", storage "
        + answer("storage");
  }

  /** The provision goal's line. */
  public String provision() {
    return "would create or update "
        + answer("node_name")
        + " at "
        + answer("node_ip")
        + " ("
        + answer("cores")
        + " cores, "
        + answer("memory")
        + " MiB, "
        + answer("disk_size")
        + ") from "
        + templateName()
        + ", environment "
        + Printable.of(environment);
  }

  /** The gitops goal's line. */
  public String gitops() {
    return "would install Argo CD and hand the cluster over to "
        + answer("git_repo_url")
        + ", revision "
        + answer("git_revision");
  }

  private String templateName() {
    return Printable.of(TemplateName.of(answers));
  }

  private String answer(String key) {
    return answers
        .get(key)
        .map(a -> Printable.of(a.value()))
        .or(() -> Question.of(key).flatMap(Question::standard))
        .orElse(Answers.MARKER);
  }
}
