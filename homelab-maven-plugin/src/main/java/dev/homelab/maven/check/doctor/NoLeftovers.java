package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.VmSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for what a build that failed or was interrupted has left behind. */
final class NoLeftovers extends ProxmoxQuestion {

  static final Rule HALF_MADE =
      Rule.error(
          "doctor/half-made-image",
          "The provider takes it for the template, since it looks for the name alone.");
  static final Rule BEING_BUILT =
      Rule.warning(
          "doctor/image-being-built",
          "A second build beside it ends with two templates of a name.");

  NoLeftovers(World world) {
    super("leftovers", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(HALF_MADE, BEING_BUILT);
  }

  @Override
  Optional<String> blind() throws HomelabException {
    return blindToMachines();
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    List<Finding> findings = new ArrayList<>();
    for (VmSummary vm : new Machines(hypervisor().machines(), given).halfMade()) {
      String what = Machines.said(vm) + " is named like the template and is none";
      findings.add(
          vm.running()
              ? BEING_BUILT.at(
                  given.where("image_version"),
                  what + ", and it runs",
                  "wait for the build that uses it; when there is none, on its node, as root: qm"
                      + " stop "
                      + vm.id()
                      + " && qm destroy "
                      + vm.id())
              : HALF_MADE.at(
                  given.where("image_version"),
                  what + ": a build that did not end",
                  "look at it, then on its node, as root: qm destroy " + vm.id()));
    }
    return CheckResult.of(findings.isEmpty() ? "none" : "", findings);
  }
}
