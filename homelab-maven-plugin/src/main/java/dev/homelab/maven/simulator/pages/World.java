package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Privileges;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.time.InstantSource;

/**
 * What every page has to do with.
 *
 * @param guestAddress the address of a guest that nothing is said about
 * @param isoSize of every ISO that is fetched, in bytes: nothing is really fetched
 */
public record World(
    Cluster cluster, Pace pace, InstantSource clock, String guestAddress, long isoSize) {

  long now() {
    return clock.millis();
  }

  long nowSeconds() {
    return now() / 1000;
  }

  Privileges privileges() {
    return new Privileges(cluster);
  }

  /** A guest's agent answers once the guest has booted. */
  boolean hasBooted(VirtualMachine machine) {
    return machine.isRunning() && now() >= machine.startedAt() + pace.boot().toMillis();
  }
}
