package dev.homelab.maven.check.doctor;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.proxmox.GuestInterface;
import dev.homelab.maven.proxmox.Network;
import dev.homelab.maven.proxmox.NodeStatus;
import dev.homelab.maven.proxmox.NodeSummary;
import dev.homelab.maven.proxmox.Permissions;
import dev.homelab.maven.proxmox.ProxmoxApi;
import dev.homelab.maven.proxmox.ProxmoxException;
import dev.homelab.maven.proxmox.Storage;
import dev.homelab.maven.proxmox.TokenInfo;
import dev.homelab.maven.proxmox.Trust;
import dev.homelab.maven.proxmox.Version;
import dev.homelab.maven.proxmox.VmConfig;
import dev.homelab.maven.proxmox.VmSummary;
import dev.homelab.maven.proxmox.Volume;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Proxmox answers, asked once for all questions. */
final class Hypervisor implements AutoCloseable {

  private final World.ApiSource source;
  private final Once once = new Once();

  /** Opened by the first question. */
  Hypervisor(World.ApiSource source) {
    this.source = source;
  }

  private interface Question<T> {
    T ask(ProxmoxApi api) throws ProxmoxException;
  }

  private <T> T once(String what, Question<T> question) throws HomelabException {
    ProxmoxApi api = once.get("open", source::open);
    return once.get(what, () -> question.ask(api));
  }

  /** The first thing to ask: it needs no privilege, so that only a fault of all calls fails it. */
  Version version() throws HomelabException {
    return once("version", ProxmoxApi::version);
  }

  /** Which certificate was good enough. */
  Trust trust() throws HomelabException {
    return once("trust", api -> api.connection().trust());
  }

  List<NodeSummary> nodes() throws HomelabException {
    return once("nodes", ProxmoxApi::nodes);
  }

  NodeStatus status(String node) throws HomelabException {
    return once("status " + node, api -> api.nodeStatus(node));
  }

  /** How far the node's clock is before this one. The way to it and back counts half. */
  Duration ahead(String node, Clock clock) throws HomelabException {
    return once(
        "time " + node,
        api -> {
          Instant before = clock.instant();
          Instant theirs = api.time(node).now();
          Duration way = Duration.between(before, clock.instant());
          return Duration.between(before.plus(way.dividedBy(2)), theirs);
        });
  }

  List<Storage> storages(String node) throws HomelabException {
    return once("storages " + node, api -> api.storages(node));
  }

  List<Volume> isos(String node, String storage) throws HomelabException {
    return once("isos " + node + " " + storage, api -> api.volumes(node, storage, "iso"));
  }

  List<Network> networks(String node) throws HomelabException {
    return once("networks " + node, api -> api.networks(node));
  }

  List<VmSummary> machines() throws HomelabException {
    return once("machines", ProxmoxApi::vms);
  }

  VmConfig config(VmSummary machine) throws HomelabException {
    return once("config " + machine.id(), api -> api.vmConfig(machine.node(), machine.id()));
  }

  List<GuestInterface> interfaces(VmSummary machine) throws HomelabException {
    return once("agent " + machine.id(), api -> api.agentInterfaces(machine.node(), machine.id()));
  }

  Permissions permissions() throws HomelabException {
    return once("permissions", ProxmoxApi::permissions);
  }

  Optional<TokenInfo> token() throws HomelabException {
    return once("token", ProxmoxApi::tokenInfo);
  }

  @Override
  public void close() {
    once.known("open").map(ProxmoxApi.class::cast).ifPresent(ProxmoxApi::close);
  }
}
