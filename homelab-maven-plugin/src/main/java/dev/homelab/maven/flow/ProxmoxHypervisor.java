package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.proxmox.ProxmoxApi;
import dev.homelab.maven.proxmox.ProxmoxException;
import dev.homelab.maven.proxmox.TaskWatcher;
import dev.homelab.maven.proxmox.VmConfig;
import dev.homelab.maven.proxmox.VmStatus;
import dev.homelab.maven.proxmox.VmSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Proxmox itself, reached for by the first question. */
final class ProxmoxHypervisor implements Hypervisor, AutoCloseable {

  private static final Duration TASK = Duration.ofMinutes(10);

  /** Opens the way to it. */
  interface Source {
    /** A client; nothing is asked of it yet. */
    ProxmoxApi open() throws HomelabException;
  }

  private final Source source;
  private ProxmoxApi opened;

  ProxmoxHypervisor(Source source) {
    this.source = source;
  }

  private synchronized ProxmoxApi api() throws HomelabException {
    if (opened == null) {
      opened = source.open();
    }
    return opened;
  }

  @Override
  public List<Guest> guests() throws HomelabException {
    return api().vms().stream()
        .filter(vm -> vm.type().equals("qemu"))
        .map(vm -> new Guest(vm.id(), vm.name(), vm.node(), vm.template(), vm.status()))
        .toList();
  }

  @Override
  public String description(Guest guest) throws HomelabException {
    return api().vmConfig(guest.node(), guest.vmid()).get("description");
  }

  @Override
  public void describe(Guest guest, String description) throws HomelabException {
    VmConfig config = api().vmConfig(guest.node(), guest.vmid());
    api().setDescription(guest.node(), guest.vmid(), description, config.digest());
  }

  @Override
  public List<Guest> linkedClones(Guest template) throws HomelabException {
    String base = "base-" + template.vmid() + "-";
    List<Guest> clones = new ArrayList<>();
    for (Guest guest : guests()) {
      if (guest.vmid() != template.vmid()
          && api().vmConfig(guest.node(), guest.vmid()).drives().stream()
              .anyMatch(drive -> drive.volume().contains(base))) {
        clones.add(guest);
      }
    }
    return clones;
  }

  @Override
  public void remove(Guest guest, Consumer<String> tell) throws HomelabException {
    VmConfig config = api().vmConfig(guest.node(), guest.vmid());
    if (!config.name().equals(guest.name())) {
      throw new HomelabException(
          new Problem(
              guest + " is named " + config.name() + " by now, not " + guest.name(),
              "run it again: it looks anew"));
    }
    TaskWatcher watcher = tell::accept;
    if (api().vmStatus(guest.node(), guest.vmid()).running()) {
      tell.accept("stopping it");
      api().awaitTask(api().stop(guest.node(), guest.vmid()), watcher, TASK);
    }
    tell.accept("removing it with its disks");
    api().awaitTask(api().delete(guest.node(), guest.vmid()), watcher, TASK);
  }

  @Override
  public List<String> looks(Guest guest) throws HomelabException {
    VmConfig config = api().vmConfig(guest.node(), guest.vmid());
    List<String> lines = new ArrayList<>();
    for (String key :
        List.of(
            "cores",
            "memory",
            "efidisk0",
            "scsi0",
            "scsi1",
            "net0",
            "ciuser",
            "ipconfig0",
            "nameserver")) {
      if (!config.get(key).isEmpty()) {
        lines.add(key + " " + config.get(key));
      }
    }
    return lines;
  }

  @Override
  public Optional<String> notRunning(int vmid) throws HomelabException {
    try {
      Optional<VmSummary> vm = machine(vmid);
      if (vm.isEmpty()) {
        return Optional.of("Proxmox has no such machine");
      }
      VmStatus status = api().vmStatus(vm.get().node(), vmid);
      if (!status.lock().isEmpty()) {
        return Optional.of("it is locked: " + status.lock());
      }
      return status.running() ? Optional.empty() : Optional.of("it is " + status.status());
    } catch (ProxmoxException e) {
      return passing(e);
    }
  }

  @Override
  public Optional<String> agentSilent(int vmid) throws HomelabException {
    try {
      Optional<VmSummary> vm = machine(vmid);
      if (vm.isEmpty()) {
        return Optional.of("Proxmox has no such machine");
      }
      api().agentInterfaces(vm.get().node(), vmid);
      return Optional.empty();
    } catch (ProxmoxException e) {
      return e.kind() == ProxmoxException.Kind.AGENT_SILENT
          ? Optional.of(e.words().isEmpty() ? "the agent is not running" : e.words())
          : passing(e);
    }
  }

  /** A wait outlives what passes by itself: a node that is busy, a network that is away. */
  private static Optional<String> passing(ProxmoxException e) throws ProxmoxException {
    if (e.passing()) {
      return Optional.of(e.problem().message());
    }
    throw e;
  }

  private Optional<VmSummary> machine(int vmid) throws HomelabException {
    return api().vms().stream().filter(vm -> vm.id() == vmid).findFirst();
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
