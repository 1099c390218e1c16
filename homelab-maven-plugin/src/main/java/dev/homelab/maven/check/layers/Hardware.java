package dev.homelab.maven.check.layers;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the machine is made of is what the template was made of. */
final class Hardware implements Agreement {

  static final Hardware FIRMWARE =
      new Hardware(
          Rule.error(
              "layers/firmware",
              "A disk that was installed under one firmware has no boot loader for the other: the machine does not start."),
          "bios",
          "bios",
          Optional.of("seabios"),
          UnaryOperator.identity());

  static final Hardware MACHINE =
      new Hardware(
          Rule.error(
              "layers/machine-type",
              "Under another machine type the devices have other addresses and names; the system was installed for the template's."),
          "machine",
          "machine",
          Optional.empty(),
          Hardware::family);

  static final Hardware CONTROLLER =
      new Hardware(
          Rule.error(
              "layers/scsi-controller",
              "The system was installed on the template's controller and may have no driver for the other at boot."),
          "scsi_controller",
          "scsihw",
          Optional.of("lsi"),
          UnaryOperator.identity());

  private final Rule rule;
  private final String inPacker;
  private final String inTofu;
  private final Optional<String> standard;
  private final UnaryOperator<String> sense;

  private Hardware(
      Rule rule,
      String inPacker,
      String inTofu,
      Optional<String> standard,
      UnaryOperator<String> sense) {
    this.rule = rule;
    this.inPacker = inPacker;
    this.inTofu = inTofu;
    this.standard = standard;
    this.sense = sense;
  }

  @Override
  public List<Rule> rules() {
    return List.of(rule);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    return layers.pairs(this::judge);
  }

  /** What tofu leaves out is a trap of its own. */
  private List<Finding> judge(Element machine, Element template) {
    Optional<String> cloned = machine.text(inTofu);
    Optional<String> built = template.sets(inPacker) ? template.text(inPacker) : standard;
    if (cloned.isEmpty()
        || built.isEmpty()
        || sense.apply(cloned.get()).equals(sense.apply(built.get()))) {
      return List.of();
    }
    return List.of(
        rule.at(
            machine.origin(inTofu).orElseThrow().where(),
            machine.name()
                + " has "
                + inTofu
                + " = \""
                + cloned.get()
                + "\", but its template has "
                + (template.sets(inPacker) ? "" : "the default, ")
                + "\""
                + built.get()
                + "\" ("
                + template.whereValue(inPacker)
                + ")",
            "write: "
                + inTofu
                + " = \""
                + built.get()
                + "\", or build the template with the other"));
  }

  /** q35 and i440fx (pc) come in versions that are alike. */
  private static String family(String type) {
    return type.contains("q35") ? "q35" : "pc";
  }
}
