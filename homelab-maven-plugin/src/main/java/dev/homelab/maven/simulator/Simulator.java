package dev.homelab.maven.simulator;

import dev.homelab.maven.simulator.http.Certificate;
import dev.homelab.maven.simulator.http.WebServer;
import dev.homelab.maven.simulator.pages.World;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/** A Proxmox VE that lives in this process, and ends with it. */
public final class Simulator implements AutoCloseable {

  private static final String BASE = "/api2/json";

  private final SimulatorSettings settings;
  private final Faults faults = new Faults();
  private final Recorder recorder = new Recorder();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final WebServer server;

  private Simulator(SimulatorSettings settings) throws IOException {
    this.settings = settings;
    World world =
        new World(
            settings.cluster(),
            settings.pace(),
            settings.clock(),
            settings.guestAddress(),
            settings.isoSize());
    server = WebServer.start(new Service(world, faults, recorder, closed), settings.certificate());
  }

  /** Opens its ports and is there. */
  public static Simulator start(SimulatorSettings settings) throws IOException {
    return new Simulator(settings);
  }

  /** The API, encrypted, as an answer proxmox_url would name it. */
  public URI url() {
    return URI.create(server.url() + BASE);
  }

  /** The API without encryption. */
  public URI httpUrl() {
    return URI.create(server.httpUrl() + BASE);
  }

  /** What it shows to clients. */
  public Certificate certificate() {
    return settings.certificate();
  }

  /** The SHA-256 of its certificate, as Proxmox shows it. */
  public String fingerprint() {
    return settings.certificate().fingerprint();
  }

  /** What shall go wrong. */
  public Faults faults() {
    return faults;
  }

  /** Every request so far. */
  public List<RecordedRequest> requests() {
    return recorder.all();
  }

  /** All there is, as JSON that {@link Cluster#read} takes. Secrets are in it. */
  public String state() {
    return look(Cluster::json);
  }

  /** Looks at what there is now, while nothing else does. */
  public <T> T look(Function<Cluster, T> question) {
    synchronized (settings.cluster()) {
      settings.cluster().settle(settings.clock().millis());
      return question.apply(settings.cluster());
    }
  }

  /** Changes what there is, as somebody else at the web interface might. */
  public void change(Consumer<Cluster> change) {
    look(
        cluster -> {
          change.accept(cluster);
          return null;
        });
  }

  /** Says which addresses the guest of a machine has. */
  public void guestAddresses(int vmid, String... addresses) {
    change(
        cluster -> {
          VirtualMachine machine = cluster.machines().get(vmid);
          if (machine != null) {
            machine.guestAddresses(List.of(addresses));
          }
        });
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }
}
