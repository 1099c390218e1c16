package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.Origin;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A name that Proxmox does not take. */
final class TemplateName implements Trap {

  static final Rule RULE =
      Rule.error(
          "hcl/name-is-no-dns-name",
          "Proxmox takes DNS names only: packer fails, or tofu does, after everything else has been said and done. A k3s version brings a plus sign along.");

  private static final Pattern DNS_NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  public List<Finding> look(Estate estate) {
    List<Finding> findings = new ArrayList<>();
    for (Element template : estate.templates()) {
      look(template, "vm_name", findings);
      look(template, "template_name", findings);
    }
    for (Element machine : estate.virtualMachines()) {
      look(machine, "name", findings);
      look(machine, "clone", findings);
    }
    return findings;
  }

  private static void look(Element owner, String argument, List<Finding> findings) {
    Optional<Origin> origin = owner.origin(argument);
    // What is wrong with an answer is told where it was given.
    if (origin.isEmpty() || origin.get().answer().isPresent()) {
      return;
    }
    Optional<String> name = origin.get().text();
    if (name.isPresent() && !DNS_NAME.matcher(name.get()).matches()) {
      findings.add(
          RULE.at(
              origin.get().where(),
              argument
                  + " of "
                  + owner.name()
                  + " becomes \""
                  + name.get()
                  + "\", which is no DNS name",
              name.get().indexOf('+') >= 0
                  ? "take the part before the plus sign: split(\"+\", var.k3s_version)[0]"
                  : "use letters, digits, dots and inner hyphens only"));
    }
  }
}
