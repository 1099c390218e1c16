package dev.homelab.maven.simulator.state;

/**
 * A bridge of a node.
 *
 * @param name like vmbr0
 * @param cidr the node's own address on it, such as 10.23.45.2/24; empty without one
 * @param gateway of the node, if it goes this way; empty otherwise
 * @param ports the interfaces that belong to it
 * @param vlanAware whether machines may use VLAN tags
 * @param active whether it is up
 */
public record Bridge(
    String name, String cidr, String gateway, String ports, boolean vlanAware, Boolean active) {

  /** What is left out is empty, and the bridge up. */
  public Bridge {
    cidr = cidr == null ? "" : cidr;
    gateway = gateway == null ? "" : gateway;
    ports = ports == null ? "" : ports;
    active = active == null || active;
  }
}
