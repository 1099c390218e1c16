package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.NodeStatus;
import java.util.ArrayList;
import java.util.List;

/** Asks whether the node's processor can run Enterprise Linux 9, and virtual machines at all. */
final class ProcessorFits extends ProxmoxQuestion {

  static final Rule TOO_OLD =
      Rule.error(
          "doctor/old-processor",
          "The installer of AlmaLinux 9 dies with \"CPU does not support x86-64-v2\".");
  static final Rule NO_VIRTUALIZATION =
      Rule.error("doctor/no-virtualization", "Proxmox refuses to start machines without KVM.");

  /** What the x86-64-v2 level adds to the first x86-64, by Linux's names. */
  private static final List<String> LEVEL_2 =
      List.of("cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3");

  ProcessorFits(World world) {
    super("processor", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(TOO_OLD, NO_VIRTUALIZATION);
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    String node = given.get("proxmox_node");
    NodeStatus status = hypervisor().status(node);
    if (status.cpuFlags().isEmpty()) {
      return notAsked("node " + node + " does not tell what its processor can do");
    }
    List<String> missing =
        LEVEL_2.stream().filter(flag -> !status.cpuFlags().contains(flag)).toList();
    List<Finding> findings = new ArrayList<>();
    if (!missing.isEmpty()) {
      findings.add(
          TOO_OLD.at(
              given.where("proxmox_node"),
              "the processor of node " + node + " lacks " + String.join(", ", missing),
              "build on a node with an x86-64-v2 processor; when Proxmox itself is a virtual"
                  + " machine, give that one the CPU type host"));
    }
    if (!status.virtualization()) {
      findings.add(
          NO_VIRTUALIZATION.at(
              given.where("proxmox_node"),
              "node " + node + " has no hardware virtualization",
              "switch on VT-x or AMD-V (SVM) in its firmware; when Proxmox itself is a virtual"
                  + " machine, switch on nested virtualization"));
    }
    return CheckResult.of(findings.isEmpty() ? "x86-64-v2" : status.cpuModel(), findings);
  }
}
