package dev.homelab.maven.proxmox;

import java.util.Set;

/**
 * A network interface of a node.
 *
 * @param name "vmbr0", "eno1", ...
 * @param type "bridge", "eth", "bond", "vlan", "OVSBridge", ...
 * @param active whether it is up
 * @param vlanAware whether a bridge passes VLAN tags on
 * @param cidr the node's own address on it: "10.23.45.2/24"; empty when it has none
 * @param gateway behind it; empty when it has none
 * @param ports what a bridge connects
 */
public record Network(
    String name,
    String type,
    boolean active,
    boolean vlanAware,
    String cidr,
    String gateway,
    Set<String> ports) {

  static Network from(Fields fields) {
    String type = fields.text("type");
    return new Network(
        fields.text("iface"),
        type,
        fields.flag("active"),
        fields.flag("bridge_vlan_aware") || type.equals("OVSBridge"),
        fields.text("cidr"),
        fields.text("gateway"),
        fields.words(type.equals("OVSBridge") ? "ovs_ports" : "bridge_ports", "\\s+"));
  }

  /** Whether machines can be connected to it. */
  public boolean bridge() {
    return type.equals("bridge") || type.equals("OVSBridge") || type.equals("vnet");
  }
}
