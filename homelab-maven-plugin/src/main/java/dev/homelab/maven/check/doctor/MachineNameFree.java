package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.VmSummary;
import dev.homelab.maven.tool.TofuState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks whether the machine's name and number are its own. */
final class MachineNameFree extends ProxmoxQuestion {

  static final Rule NAME_TAKEN =
      Rule.error(
          "doctor/name-taken",
          "Proxmox makes a second machine of the name, and the two fight for one address.");
  static final Rule OTHER_MACHINE =
      Rule.error(
          "doctor/id-of-another",
          "The next apply would change, and the next destroy remove, a machine of somebody else.");
  static final Rule GONE =
      Rule.warning("doctor/machine-gone", "The next apply makes it anew, without its data.");

  MachineNameFree(World world) {
    super("machine", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(NAME_TAKEN, OTHER_MACHINE, GONE);
  }

  @Override
  Optional<String> blind() throws HomelabException {
    return blindToMachines();
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    TofuState state = world().state(lab);
    String name = given.get("node_name");
    List<VmSummary> all = hypervisor().machines();
    List<VmSummary> named = new Machines(all, given).ofNodeName();
    List<Finding> findings = new ArrayList<>();
    for (VmSummary vm : named) {
      if (state.readable() && !state.knows(vm.id())) {
        findings.add(
            NAME_TAKEN.at(
                given.where("node_name"),
                "there is already a machine named "
                    + name
                    + ", "
                    + Machines.said(vm)
                    + ", which tofu has not made in environment "
                    + lab.environment(),
                "remove that one if it is left over from a failed run, or write another"
                    + " node_name"));
      }
    }
    for (TofuState.Machine known : state.machines()) {
      Optional<VmSummary> vm = all.stream().filter(v -> v.id() == known.vmid()).findFirst();
      if (vm.isEmpty()) {
        findings.add(
            GONE.at(
                given.where("node_name"),
                "tofu has made VM " + known.vmid() + " (" + known.name() + "), and it is gone",
                "bring it back from a backup under the same number, or let mvn homelab:provision"
                    + " make a new one"));
      } else if (!vm.get().name().equals(known.name()) && !vm.get().name().isEmpty()) {
        findings.add(
            OTHER_MACHINE.at(
                given.where("node_name"),
                "tofu takes VM "
                    + known.vmid()
                    + " for "
                    + known.name()
                    + ", but it is "
                    + vm.get().name(),
                "rename it if it is the same, else forget it: tofu -chdir=terraform/envs/"
                    + lab.environment()
                    + " state rm module.node"));
      }
    }
    return CheckResult.of(name + (named.isEmpty() ? ", not made yet" : ""), findings);
  }
}
