package dev.homelab.maven.flow;

import dev.homelab.maven.problem.Printable;

/**
 * A virtual machine or a template, as the hypervisor lists it.
 *
 * @param vmid its number
 * @param name which may be another one's name too: Proxmox does not mind
 * @param node where it lies
 * @param template whether it is one
 * @param status "running", "stopped"
 */
public record Guest(int vmid, String name, String node, boolean template, String status) {

  /** "machine 101 (stopped) on pve", "template 9000 on pve". */
  @Override
  public String toString() {
    return template
        ? "template " + vmid + " on " + Printable.of(node)
        : "machine " + vmid + " (" + Printable.of(status) + ") on " + Printable.of(node);
  }
}
