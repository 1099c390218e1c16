package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the goals that act ask of Proxmox, and what they do to it themselves. */
public interface Hypervisor {

  /** Every machine and template of the cluster that the token may see. */
  List<Guest> guests() throws HomelabException;

  /** The notes of a machine; empty when it has none. */
  String description(Guest guest) throws HomelabException;

  /** Replaces the notes of a machine. */
  void describe(Guest guest, String description) throws HomelabException;

  /** The machines whose disks build on those of this template. */
  List<Guest> linkedClones(Guest template) throws HomelabException;

  /**
   * Stops a machine, if it runs, and removes it with its disks.
   *
   * @param tell gets a line for each step
   */
  void remove(Guest guest, Consumer<String> tell) throws HomelabException;

  /** What a machine is made of, a line for each part that matters. */
  List<String> looks(Guest guest) throws HomelabException;

  /**
   * What keeps a machine from working: "it is stopped", "it is locked: clone"; empty if nothing.
   */
  Optional<String> notRunning(int vmid) throws HomelabException;

  /** Why the guest agent of a machine does not answer; empty when it does. */
  Optional<String> agentSilent(int vmid) throws HomelabException;
}
