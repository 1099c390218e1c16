package dev.homelab.maven.simulator;

import dev.homelab.maven.simulator.http.Certificate;
import dev.homelab.maven.simulator.pages.Pace;
import dev.homelab.maven.simulator.state.Cluster;
import java.time.InstantSource;

/**
 * What the simulator begins with.
 *
 * @param cluster all there is
 * @param pace how long things take
 * @param clock what time it is
 * @param certificate that it shows
 * @param guestAddress of a guest that nothing else is said about
 * @param isoSize of every file that is fetched, in bytes
 */
public record SimulatorSettings(
    Cluster cluster,
    Pace pace,
    InstantSource clock,
    Certificate certificate,
    String guestAddress,
    long isoSize) {

  private static final String SOME_ADDRESS = "10.23.45.199";
  private static final long TWO_GIB = 2L << 30;

  /** With this cluster; everything is quick. */
  public static SimulatorSettings of(Cluster cluster) {
    return new SimulatorSettings(
        cluster,
        Pace.quick(),
        InstantSource.system(),
        Certificate.ofThisMachine(),
        SOME_ADDRESS,
        TWO_GIB);
  }

  /** At another pace. */
  public SimulatorSettings at(Pace newPace) {
    return new SimulatorSettings(cluster, newPace, clock, certificate, guestAddress, isoSize);
  }

  /** By another clock. */
  public SimulatorSettings by(InstantSource newClock) {
    return new SimulatorSettings(cluster, pace, newClock, certificate, guestAddress, isoSize);
  }

  /** Showing another certificate. */
  public SimulatorSettings showing(Certificate newCertificate) {
    return new SimulatorSettings(cluster, pace, clock, newCertificate, guestAddress, isoSize);
  }

  /** With guests at another address. */
  public SimulatorSettings withGuestAt(String newAddress) {
    return new SimulatorSettings(cluster, pace, clock, certificate, newAddress, isoSize);
  }

  /** With files of another size. */
  public SimulatorSettings withIsoOf(long bytes) {
    return new SimulatorSettings(cluster, pace, clock, certificate, guestAddress, bytes);
  }
}
