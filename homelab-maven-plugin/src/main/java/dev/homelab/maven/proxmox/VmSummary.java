package dev.homelab.maven.proxmox;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A virtual machine, container or template, as the cluster's list has it.
 *
 * @param id its number
 * @param name its name; empty when it has none or the token may not see it
 * @param node where it is
 * @param type "qemu" or "lxc"
 * @param status "running", "stopped", ...; "unknown" when its node is away
 * @param template whether it is a template
 * @param cpus how many it has
 * @param memory in bytes
 * @param disk in bytes, of its first one
 * @param tags in the order of their names, as Proxmox keeps them
 * @param lock what holds it: "clone", "create", ...; empty when nothing does
 */
public record VmSummary(
    int id,
    String name,
    String node,
    String type,
    String status,
    boolean template,
    OptionalInt cpus,
    OptionalLong memory,
    OptionalLong disk,
    Set<String> tags,
    String lock) {

  static VmSummary from(Fields fields) {
    return new VmSummary(
        fields.small("vmid").orElse(0),
        fields.text("name"),
        fields.text("node"),
        fields.text("type"),
        fields.text("status"),
        fields.flag("template"),
        fields.small("maxcpu"),
        fields.number("maxmem"),
        fields.number("maxdisk"),
        fields.words("tags", "[;,\\s]+"),
        fields.text("lock"));
  }

  /** Whether it runs now. */
  public boolean running() {
    return status.equals("running");
  }
}
