package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.NodeStatus;
import java.util.ArrayList;
import java.util.List;

/** Asks whether the node has the cores and the memory that the machine is to get. */
final class RoomOnNode extends ProxmoxQuestion {

  static final Rule FEW_CORES =
      Rule.error("doctor/few-cores", "Proxmox refuses to start a machine with more cores.");
  static final Rule LITTLE_MEMORY =
      Rule.error("doctor/little-memory", "The machine can never start on this node.");
  static final Rule MEMORY_IN_USE =
      Rule.warning(
          "doctor/memory-in-use",
          "Starting it makes the node swap, or kill another machine for its memory.");

  /** packer.pkr.hcl gives the build machine so much. */
  private static final Size BUILD = Size.mebibytes(4096);

  RoomOnNode(World world) {
    super("room", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(FEW_CORES, LITTLE_MEMORY, MEMORY_IN_USE);
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    String node = given.get("proxmox_node");
    NodeStatus status = hypervisor().status(node);
    if (status.cpus().isEmpty()
        || status.memory().isEmpty()
        || status.memoryAvailable().isEmpty()) {
      return notAsked("node " + node + " does not tell what it has");
    }
    List<Finding> findings = new ArrayList<>();
    int cores = given.number("cores");
    if (cores > status.cpus().getAsInt()) {
      findings.add(
          FEW_CORES.at(
              given.where("cores"),
              "node "
                  + node
                  + " has "
                  + status.cpus().getAsInt()
                  + " cores, and the machine is"
                  + " to get "
                  + cores,
              "write at most " + status.cpus().getAsInt() + ", or take another node"));
    }
    Size total = new Size(status.memory().getAsLong());
    Size available = new Size(status.memoryAvailable().getAsLong());
    Size machine = Size.mebibytes(given.number("memory"));
    if (machine.bytes() > total.bytes()) {
      findings.add(
          LITTLE_MEMORY.at(
              given.where("memory"),
              "node " + node + " has " + total + " of memory, and the machine is to get " + machine,
              "write less, leaving 2 GiB for Proxmox itself, or take another node"));
    } else if (wanted(given).bytes() > available.bytes()) {
      findings.add(
          MEMORY_IN_USE.at(
              given.where("memory"),
              "of the "
                  + total
                  + " of memory of node "
                  + node
                  + " "
                  + available
                  + " are available, and "
                  + wanted(given)
                  + " are wanted",
              "shut down what is not needed, or write less"));
    }
    return CheckResult.of(
        status.cpus().getAsInt() + " cores, " + available + " of " + total + " free", findings);
  }

  /** What will be taken beyond what is taken now. */
  private Size wanted(Given given) throws HomelabException {
    Machines machines = new Machines(hypervisor().machines(), given);
    if (machines.ofNodeName().stream().anyMatch(machine -> machine.running())) {
      return Size.NONE;
    }
    Size machine = Size.mebibytes(given.number("memory"));
    return machines.templates().isEmpty() && BUILD.bytes() > machine.bytes() ? BUILD : machine;
  }
}
