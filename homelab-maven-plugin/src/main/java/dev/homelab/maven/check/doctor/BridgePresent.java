package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks whether the bridge is there and passes on the VLAN of the machines. */
final class BridgePresent extends ProxmoxQuestion {

  static final Rule NO_BRIDGE =
      Rule.error("doctor/no-bridge", "Proxmox refuses to start a machine on it.");
  static final Rule DOWN = Rule.error("doctor/bridge-down", "The machine would have no network.");
  static final Rule NOT_VLAN_AWARE =
      Rule.warning(
          "doctor/bridge-not-vlan-aware",
          "Proxmox then makes a second bridge for the VLAN, which works on a plain port only.");

  BridgePresent(World world) {
    super("bridge", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(NO_BRIDGE, DOWN, NOT_VLAN_AWARE);
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    String node = given.get("proxmox_node");
    String name = given.get("bridge");
    List<Network> networks = hypervisor().networks(node);
    Optional<Network> found = networks.stream().filter(n -> n.name().equals(name)).findFirst();
    if (found.isEmpty() || !found.get().bridge()) {
      return CheckResult.of(name, List.of(unknown(given, node, name, networks, found)));
    }
    List<Finding> findings = new ArrayList<>();
    Network bridge = found.get();
    if (!bridge.active()) {
      findings.add(
          DOWN.at(
              given.where("bridge"),
              "bridge " + name + " of node " + node + " is down",
              "on the node, as root: ifup " + name));
    }
    int tag = given.number("vlan_tag");
    if (tag > 0 && !bridge.vlanAware()) {
      findings.add(
          NOT_VLAN_AWARE.at(
              given.where("vlan_tag"),
              "bridge " + name + " of node " + node + " is not VLAN aware, and vlan_tag is " + tag,
              "tick \"VLAN aware\" at the bridge in the node's Network page and apply it, or set"
                  + " vlan_tag to 0"));
    }
    return CheckResult.of(tag > 0 ? name + ", VLAN " + tag : name, findings);
  }

  private static Finding unknown(
      Given given, String node, String name, List<Network> networks, Optional<Network> found) {
    List<String> bridges =
        networks.stream().filter(Network::bridge).map(Network::name).sorted().toList();
    return NO_BRIDGE.at(
        given.where("bridge"),
        found
            .map(n -> "'" + name + "' of node " + node + " is no bridge: its type is " + n.type())
            .orElse("node " + node + " has no bridge '" + name + "'"),
        DidYouMean.among(bridges, name)
            .map(meant -> "did you mean '" + meant + "'?")
            .orElse(
                bridges.isEmpty()
                    ? "make one in the node's Network page"
                    : "set bridge to one of: " + String.join(", ", bridges)));
  }
}
