package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Locale;
import java.util.Optional;

/** Tags that Proxmox writes differently than the file. */
final class UpperCaseTags extends MachineTrap {

  static final Rule RULE =
      Rule.warning(
          "hcl/upper-case-tags",
          "Proxmox keeps tags in lower case: every later plan wants to change them back.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    Optional<String> tags = machine.text("tags");
    String lower = tags.isPresent() ? tags.get().toLowerCase(Locale.ROOT) : "";
    return tags.isEmpty() || tags.get().equals(lower)
        ? Optional.empty()
        : at(
            machine,
            "tags",
            "has tags in upper case: \"" + tags.get() + "\"",
            "write: tags = \"" + lower + "\"");
  }
}
