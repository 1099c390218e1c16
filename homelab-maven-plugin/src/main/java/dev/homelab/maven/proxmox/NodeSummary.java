package dev.homelab.maven.proxmox;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A node of the cluster, as the list of nodes has it.
 *
 * @param name its name
 * @param status "online", "offline" or "unknown"
 * @param cpus how many it has; only for a token that has Sys.Audit on it
 * @param memory in bytes; likewise
 * @param memoryUsed in bytes; likewise
 */
public record NodeSummary(
    String name, String status, OptionalInt cpus, OptionalLong memory, OptionalLong memoryUsed) {

  static NodeSummary from(Fields fields) {
    return new NodeSummary(
        fields.text("node"),
        fields.text("status"),
        fields.small("maxcpu"),
        fields.number("maxmem"),
        fields.number("mem"));
  }

  /** Whether it takes part in the cluster now. */
  public boolean online() {
    return status.equals("online");
  }
}
