package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A trap in a proxmox_vm_qemu resource. */
abstract class MachineTrap implements Trap {

  @Override
  public final List<Finding> look(Estate estate) {
    List<Finding> findings = new ArrayList<>();
    for (Element machine : estate.virtualMachines()) {
      Optional<Finding> finding = look(machine, estate);
      if (finding.isPresent()) {
        findings.add(finding.get());
      }
    }
    return findings;
  }

  abstract Optional<Finding> look(Element machine, Estate estate);

  /** A finding at the resource as a whole, for what it lacks. */
  final Optional<Finding> lacks(Element machine, String message, String fix) {
    return Optional.of(rule().at(machine.where(), machine.name() + " " + message, fix));
  }

  /** A finding at one of its arguments. */
  final Optional<Finding> at(Element machine, String argument, String message, String fix) {
    return Optional.of(rule().at(machine.where(argument), machine.name() + " " + message, fix));
  }
}
