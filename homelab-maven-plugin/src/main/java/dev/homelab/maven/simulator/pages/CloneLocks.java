package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Cluster;

/** While a machine is being cloned, nobody may change it. */
final class CloneLocks {

  private CloneLocks() {}

  static boolean isBeingRead(Cluster cluster, int vmid) {
    return cluster.tasks().stream()
        .anyMatch(
            task ->
                task.exitStatus().isEmpty()
                    && task.type().equals("qmclone")
                    && task.id().equals("" + vmid));
  }

  static Refusal refusal(int vmid) {
    return Refusal.failed(
        "can't lock file '/var/lock/qemu-server/lock-" + vmid + ".conf' - got timeout");
  }
}
