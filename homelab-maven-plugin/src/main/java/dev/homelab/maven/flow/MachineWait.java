package dev.homelab.maven.flow;

import dev.homelab.maven.flow.Await.NotYet;
import dev.homelab.maven.problem.HomelabException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits until a machine is one that k3s serves from: it runs, its agent answers, then SSH, then the
 * Kubernetes API. Each wait has an end of its own, so that one knows how far it came.
 */
final class MachineWait {

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int CONNECT_MILLIS = 5_000;

  private final Hypervisor hypervisor;
  private final Reach reach;
  private final Duration atMost;
  private final Duration pause;
  private final Consumer<String> log;

  MachineWait(Hypervisor hypervisor, Reach reach, Duration atMost, Consumer<String> log) {
    this(hypervisor, reach, atMost, PAUSE, log);
  }

  MachineWait(
      Hypervisor hypervisor, Reach reach, Duration atMost, Duration pause, Consumer<String> log) {
    this.hypervisor = hypervisor;
    this.reach = reach;
    this.atMost = atMost;
    this.pause = pause;
    this.log = log;
  }

  /** Until all of it is there. */
  void until(int vmid, String ip) throws HomelabException {
    await("machine " + vmid)
        .until(
            () ->
                none(
                    hypervisor.notRunning(vmid),
                    "look at the machine's tasks and console in the web interface"));
    await("the guest agent of machine " + vmid)
        .until(
            () ->
                none(
                    hypervisor.agentSilent(vmid),
                    "look at the machine's console: does it boot, and does qemu-guest-agent run?"));
    await("SSH on " + ip).until(() -> ssh(reach.ssh(ip), ip));
    Optional<InetSocketAddress> api = reach.api(ip);
    if (api.isPresent()) {
      await("the Kubernetes API on " + ip).until(() -> api(api.get()));
    }
  }

  private Await await(String what) {
    return new Await(what, atMost, pause, log);
  }

  private static boolean none(Optional<String> reason, String fix) throws NotYet {
    if (reason.isPresent()) {
      throw new NotYet(reason.get(), fix);
    }
    return true;
  }

  private static boolean ssh(InetSocketAddress address, String ip) throws NotYet {
    String fix =
        "see on its console whether it has the address "
            + ip
            + ", and that node_ip, gateway, bridge and vlan_tag fit your network";
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      socket.setSoTimeout(CONNECT_MILLIS);
      InputStream in = socket.getInputStream();
      String greeting = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
      if (!greeting.equals("SSH-")) {
        throw new NotYet("something answers that is no SSH server", fix);
      }
      return true;
    } catch (IOException e) {
      throw new NotYet(String.valueOf(e.getMessage()), fix);
    }
  }

  private static boolean api(InetSocketAddress address) throws NotYet {
    String fix = "on the machine: sudo systemctl status k3s; sudo journalctl -u k3s";
    try {
      int status = Readyz.ask(address, Duration.ofMillis(CONNECT_MILLIS));
      // It asks who we are before it says how it is: it serves.
      if (status == 200 || status == 401 || status == 403) {
        return true;
      }
      throw new NotYet("/readyz says " + status, fix);
    } catch (IOException e) {
      throw new NotYet(String.valueOf(e.getMessage()), fix);
    }
  }
}
