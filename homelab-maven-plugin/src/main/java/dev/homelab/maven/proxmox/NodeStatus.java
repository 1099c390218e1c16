package dev.homelab.maven.proxmox;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a node is.
 *
 * @param version of Proxmox on it: "pve-manager/9.1.3/..."
 * @param kernel that it runs
 * @param cpuModel the processor's name
 * @param cpuFlags what the processor can do: "sse4_2", "popcnt", ...
 * @param virtualization whether it can run virtual machines at full speed
 * @param cpus how many it has
 * @param memory in bytes
 * @param memoryUsed in bytes
 * @param memoryAvailable in bytes: what can be given to machines; told by newer versions, else what
 *     is free
 */
public record NodeStatus(
    String version,
    String kernel,
    String cpuModel,
    Set<String> cpuFlags,
    boolean virtualization,
    OptionalInt cpus,
    OptionalLong memory,
    OptionalLong memoryUsed,
    OptionalLong memoryAvailable) {

  static NodeStatus from(Fields fields) {
    Fields cpu = fields.object("cpuinfo");
    Fields memory = fields.object("memory");
    OptionalLong available = memory.number("available");
    return new NodeStatus(
        fields.text("pveversion"),
        fields.text("kversion"),
        cpu.text("model"),
        cpu.words("flags", "\\s+"),
        cpu.flag("hvm"),
        cpu.small("cpus"),
        memory.number("total"),
        memory.number("used"),
        available.isPresent() ? available : memory.number("free"));
  }
}
