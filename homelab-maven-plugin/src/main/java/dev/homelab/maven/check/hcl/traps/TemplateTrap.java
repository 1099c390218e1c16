package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A trap in a proxmox-iso source. */
abstract class TemplateTrap implements Trap {

  @Override
  public final List<Finding> look(Estate estate) {
    List<Finding> findings = new ArrayList<>();
    for (Element template : estate.templates()) {
      Optional<Finding> finding = look(template);
      if (finding.isPresent()) {
        findings.add(finding.get());
      }
    }
    return findings;
  }

  abstract Optional<Finding> look(Element template);

  /** A finding at the argument, or at the source that lacks it. */
  final Optional<Finding> at(Element template, String argument, String message, String fix) {
    return Optional.of(rule().at(template.where(argument), template.name() + " " + message, fix));
  }
}
