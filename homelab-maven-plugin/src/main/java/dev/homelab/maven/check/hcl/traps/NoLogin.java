package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;

/** SSH without anything to log in with. */
final class NoLogin extends TemplateTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/no-ssh-login",
          "proxmox-iso makes no key of its own, unlike other builders: after the whole installation packer cannot log in.");

  private static final List<String> MEANS =
      List.of("ssh_password", "ssh_private_key_file", "ssh_agent_auth");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element template) {
    if (template.sets("communicator") && !template.is("communicator", "ssh")) {
      return Optional.empty();
    }
    for (String means : MEANS) {
      if (template.sets(means)) {
        return Optional.empty();
      }
    }
    return at(
        template,
        "ssh_username",
        "has nothing to log in with",
        "add: ssh_private_key_file = var.ssh_private_key_file");
  }
}
