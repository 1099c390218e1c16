package dev.homelab.maven.check.hcl;

import dev.homelab.maven.hcl.HclRule;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;

/** The engine's rules and findings as those of a check. */
final class Rules {

  private Rules() {}

  static Rule of(HclRule rule) {
    return rule.severity() == HclRule.Severity.ERROR
        ? Rule.error(rule.id(), rule.why())
        : Rule.warning(rule.id(), rule.why());
  }

  static Finding of(dev.homelab.maven.hcl.Finding finding) {
    return of(finding, location(finding));
  }

  /** The same, told at another place. */
  static Finding of(dev.homelab.maven.hcl.Finding finding, Location where) {
    return of(finding.rule()).at(where, finding.message(), finding.fix());
  }

  static Location location(dev.homelab.maven.hcl.Finding finding) {
    return new Location(
        finding.range().file(), finding.range().start().line(), finding.range().start().column());
  }
}
