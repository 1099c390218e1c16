package dev.homelab.maven.check.layers;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.layers.Layers.Pair;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the machine is made of is what the template was made of. */
final class Hardware implements Agreement {

  static final Hardware FIRMWARE =
      new Hardware(
          Rule.error(
              "layers/firmware",
              "A disk that was installed under one firmware has no boot loader for the other: the machine does not start."),
          "bios",
          "bios",
          Optional.of("seabios"));

  static final Hardware MACHINE =
      new Hardware(
          Rule.error(
              "layers/machine-type",
              "Under another machine type the devices have other addresses and names; the system was installed for the template's."),
          "machine",
          "machine",
          Optional.empty());

  static final Hardware CONTROLLER =
      new Hardware(
          Rule.error(
              "layers/scsi-controller",
              "The system was installed on the template's controller and may have no driver for the other at boot."),
          "scsi_controller",
          "scsihw",
          Optional.of("lsi"));

  private final Rule rule;
  private final String inPacker;
  private final String inTofu;
  private final Optional<String> standard;

  private Hardware(Rule rule, String inPacker, String inTofu, Optional<String> standard) {
    this.rule = rule;
    this.inPacker = inPacker;
    this.inTofu = inTofu;
    this.standard = standard;
  }

  @Override
  public List<Rule> rules() {
    return List.of(rule);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    List<Finding> findings = new ArrayList<>();
    for (Pair pair : layers.pairs()) {
      judge(pair.machine(), pair.template(), findings);
    }
    return findings;
  }

  /** What tofu leaves out is a trap of its own. */
  private void judge(Element machine, Element template, List<Finding> findings) {
    Optional<String> cloned = machine.text(inTofu);
    Optional<String> built = template.sets(inPacker) ? template.text(inPacker) : standard;
    if (cloned.isEmpty() || built.isEmpty() || isSame(cloned.get(), built.get())) {
      return;
    }
    findings.add(
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

  /** The machine types q35 and i440fx (pc) come in versions that are alike. */
  private boolean isSame(String cloned, String built) {
    return this == MACHINE ? cloned.contains("q35") == built.contains("q35") : cloned.equals(built);
  }
}
