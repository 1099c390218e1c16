package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** No scsihw, while the template has a controller of its own choice. */
final class ControllerLeftOut extends MachineTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/scsihw-left-out",
          "The provider sends its default, lsi, right after the clone: the disk loses its I/O thread, and the machine may not find it at boot.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element machine, Estate estate) {
    if (machine.sets("scsihw")) {
      return Optional.empty();
    }
    for (Element template : estate.templates()) {
      Optional<String> controller = template.text("scsi_controller");
      if (controller.isPresent() && !controller.get().equals("lsi")) {
        return lacks(
            machine,
            "has no scsihw, so the clone of a template with "
                + controller.get()
                + " ("
                + template.where("scsi_controller")
                + ") gets lsi",
            "add: scsihw = \"" + controller.get() + "\"");
      }
    }
    return Optional.empty();
  }
}
