package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Configuration.Placed;
import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.Estate.Instance;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The API token in a variable that packer prints. */
final class TokenInLog implements Trap {

  static final Rule RULE =
      Rule.error(
          "hcl/token-not-sensitive",
          "The plugin hides a password in packer's log, and not a token: only a sensitive variable is hidden.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  public List<Finding> look(Estate estate) {
    List<Finding> findings = new ArrayList<>();
    for (Instance instance : estate.images()) {
      for (Element template : Estate.blocks(List.of(instance), "source", "proxmox-iso")) {
        Optional<String> name = template.variable("token");
        Optional<Placed> variable =
            name.isPresent() ? instance.configuration().variable(name.get()) : Optional.empty();
        if (variable.isPresent() && !isSensitive(variable.get(), instance)) {
          findings.add(
              RULE.at(
                  variable.get().source().at(variable.get().block()),
                  "variable \""
                      + name.get()
                      + "\" is the token of "
                      + template.name()
                      + " and not sensitive",
                  "add: sensitive = true"));
        }
      }
    }
    return findings;
  }

  private static boolean isSensitive(Placed variable, Instance instance) {
    return new Element(variable.source(), variable.block(), instance.scope()).isTrue("sensitive");
  }
}
