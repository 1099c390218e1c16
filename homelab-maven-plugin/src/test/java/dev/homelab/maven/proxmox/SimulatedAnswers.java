package dev.homelab.maven.proxmox;

import dev.homelab.maven.simulator.SimulatedLab;
import dev.homelab.maven.simulator.Simulator;
import dev.homelab.maven.simulator.SimulatorSettings;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the simulator answers to those of the {@link Recorded} calls that it can, word for word. */
final class SimulatedAnswers {

  /** What only reads, and needs no task of a certain name. */
  private static final List<String> NAMES =
      List.of(
          "version",
          "nodes",
          "node-status",
          "time",
          "storages",
          "networks",
          "vms",
          "vm-config",
          "vm-status",
          "permissions",
          "users",
          "tasks");

  private SimulatedAnswers() {}

  static Map<String, String> of(Release release) throws IOException, ProxmoxException {
    SimulatedLab lab = SimulatedLab.of(Map.of("proxmox_node", "pve"), release);
    VirtualMachine machine =
        VirtualMachine.of(100, "pve")
            .with("name", "k3s-1")
            .with("agent", "1")
            .with("cores", "4")
            .with("memory", "24576")
            .with("scsi0", "local-lvm:vm-100-disk-0,discard=on,size=60G,ssd=1")
            .with("net0", "virtio=BC:24:11:00:00:01,bridge=vmbr0")
            .with("ipconfig0", "ip=10.23.45.31/24,gw=10.23.45.1");
    lab.cluster().machines().put(100, machine);
    Map<String, String> answers = new TreeMap<>();
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(lab.cluster()))) {
      Connection connection =
          new Connection(
              simulator.httpUrl(),
              new ApiToken(lab.tokenId(), lab.tokenSecret()),
              new Trust.SystemTrust(),
              Asking.PATIENCE);
      Outside outside = new Asking.Clock().outside();
      Complaints complaints = new Complaints(connection);
      Listening wire = new Listening(new HttpWire(connection, outside, complaints));
      Transport transport = new Transport(connection, outside, complaints, wire);
      try (ProxmoxApi proxmox = new ProxmoxApi(connection, transport, outside)) {
        proxmox.awaitTask(proxmox.start("pve", 100), TaskWatcher.NONE, Asking.PATIENCE);
        for (String name : NAMES) {
          Recorded.CALLS.get(name).ask(proxmox);
          answers.put(name, wire.heard);
        }
      }
    }
    return answers;
  }

  /** Keeps the last body. */
  private static final class Listening implements Wire {

    private final Wire wire;
    private String heard = "";

    Listening(Wire wire) {
      this.wire = wire;
    }

    @Override
    public Reply send(Call call, Deadline deadline) throws ProxmoxException {
      Reply reply = wire.send(call, deadline);
      heard = new String(reply.body(), StandardCharsets.UTF_8);
      return reply;
    }

    @Override
    public void close() {
      wire.close();
    }
  }
}
