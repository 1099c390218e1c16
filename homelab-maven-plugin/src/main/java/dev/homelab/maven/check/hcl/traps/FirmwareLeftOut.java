package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** No bios, while the template is made for UEFI. */
final class FirmwareLeftOut extends MachineTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/bios-left-out",
          "The provider sends its default, seabios, right after the clone: the firmware finds no boot loader on a UEFI disk, and the machine does not start.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    if (machine.sets("bios")) {
      return Optional.empty();
    }
    for (Element template : estate.templates()) {
      if (template.is("bios", "ovmf")) {
        return lacks(
            machine,
            "has no bios, so the clone of a template with ovmf ("
                + template.where("bios")
                + ") gets seabios",
            "add: bios = \"ovmf\"");
      }
    }
    return Optional.empty();
  }
}
