package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.traps.Providers.Required;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** A machine in a folder that does not say where its provider comes from. */
final class ProviderUndeclared extends MachineTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/provider-undeclared",
          "A module inherits no sources: tofu init looks for hashicorp/proxmox, which does not exist.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    boolean declared = false;
    for (Required provider : Providers.of(estate)) {
      declared |=
          provider.folder().equals(machine.source().folder())
              && provider.name().equals("proxmox")
              && provider.source().isPresent();
    }
    return declared || machine.sets("provider")
        ? Optional.empty()
        : lacks(
            machine,
            "stands in a folder whose required_providers do not say where proxmox comes from",
            "add to "
                + machine.source().folder()
                + ": terraform { required_providers { proxmox = { source = \"telmate/proxmox\" } } }");
  }
}
