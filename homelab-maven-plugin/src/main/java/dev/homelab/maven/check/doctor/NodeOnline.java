package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.NodeSummary;
import java.util.List;
import java.util.Optional;

/** Asks whether the node exists and is online. */
final class NodeOnline extends ProxmoxQuestion {

  static final Rule NO_NODE =
      Rule.error("doctor/no-node", "Image and machine are made on this node.");
  static final Rule OFFLINE =
      Rule.error("doctor/node-offline", "Nothing can be made on a node that is away.");

  NodeOnline(World world) {
    super("node", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(NO_NODE, OFFLINE);
  }

  /** Whether there is one of that name is what it asks, so the node is not named here. */
  @Override
  List<String> needs() {
    return List.of("proxmox_url");
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    if (given.value("proxmox_node").isEmpty()) {
      return notAsked("proxmox_node is not answered");
    }
    String name = given.get("proxmox_node");
    List<NodeSummary> nodes = hypervisor().nodes();
    Optional<NodeSummary> node = nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    if (node.isEmpty()) {
      List<String> names = nodes.stream().map(NodeSummary::name).sorted().toList();
      return CheckResult.of(
          name,
          List.of(
              NO_NODE.at(
                  given.where("proxmox_node"),
                  "there is no node '" + name + "'",
                  DidYouMean.among(names, name)
                      .map(meant -> "did you mean '" + meant + "'?")
                      .orElse("set proxmox_node to one of: " + String.join(", ", names)))));
    }
    if (!node.get().online()) {
      return CheckResult.of(
          name,
          List.of(
              OFFLINE.at(
                  given.where("proxmox_node"),
                  "node " + name + " is " + node.get().status(),
                  "start it, or see on another node why it has left: pvecm status")));
    }
    return CheckResult.of(name + ", online", List.of());
  }
}
