package dev.homelab.maven.check.doctor;

import dev.homelab.maven.answers.Ipv4;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.Network;
import dev.homelab.maven.proxmox.VmConfig;
import dev.homelab.maven.proxmox.VmSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Asks whether the machine's address is free, and one of the bridge's network. */
final class AddressFree extends ProxmoxQuestion {

  static final Rule TAKEN =
      Rule.error("doctor/address-taken", "Two machines with one address answer by turns.");
  static final Rule ANSWERS =
      Rule.error("doctor/address-answers", "Two machines with one address answer by turns.");
  static final Rule OUTSIDE =
      Rule.warning(
          "doctor/address-outside",
          "Without a router between the networks nobody reaches the machine.");

  /**
   * A cluster of more machines is asked for the first ones only: doctor is to be done in seconds.
   */
  private static final int MOST_MACHINES = 500;

  private static final int AT_ONCE = 8;

  AddressFree(World world) {
    super("address", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(TAKEN, ANSWERS, OUTSIDE);
  }

  @Override
  Optional<String> blind() throws HomelabException {
    return blindToMachines();
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    Optional<Ipv4> parsed = Ipv4.inNetwork(given.get("node_ip"));
    if (parsed.isEmpty()) {
      return notAsked("node_ip is no address in a network");
    }
    String ip = given.get("node_ip").replaceFirst("/.*", "");
    CompletableFuture<Boolean> answers =
        CompletableFuture.supplyAsync(() -> world().machine().reach().answers(ip));
    List<Finding> findings = new ArrayList<>();
    outside(given, ip, parsed.get()).ifPresent(findings::add);
    List<VmSummary> all = hypervisor().machines();
    Optional<VmSummary> ours =
        new Machines(all, given)
            .ofNodeName().stream()
                .filter(vm -> !world().state(lab).readable() || world().state(lab).knows(vm.id()))
                .findFirst();
    List<VmSummary> others =
        all.stream()
            .filter(vm -> vm.type().equals("qemu") && ours.filter(vm::equals).isEmpty())
            .limit(MOST_MACHINES)
            .toList();
    Optional<VmSummary> holder = holder(others, ip);
    if (holder.isPresent()) {
      findings.add(
          TAKEN.at(
              given.where("node_ip"),
              ip + " belongs to " + holder.get().name() + ", " + Machines.said(holder.get()),
              "write a free address of the network, outside of what your router hands out"));
    } else if (answers.join() && ours.filter(VmSummary::running).isEmpty()) {
      findings.add(
          ANSWERS.at(
              given.where("node_ip"),
              "something answers at " + ip + ", and it is no machine of this Proxmox",
              "write a free address of the network, outside of what your router hands out"));
    }
    return CheckResult.of(
        ip + (ours.isPresent() ? ", VM " + ours.get().id() : findings.isEmpty() ? ", free" : ""),
        findings);
  }

  private Optional<Finding> outside(Given given, String ip, Ipv4 wanted) throws HomelabException {
    if (given.number("vlan_tag") > 0) {
      return Optional.empty(); // the node's address belongs to another network then
    }
    Optional<Network> bridge =
        hypervisor().networks(given.get("proxmox_node")).stream()
            .filter(network -> network.name().equals(given.get("bridge")))
            .findFirst();
    return bridge
        .flatMap(network -> Ipv4.inNetwork(network.cidr()))
        .filter(theirs -> !theirs.sameNetwork(wanted))
        .map(
            theirs ->
                OUTSIDE.at(
                    given.where("node_ip"),
                    ip
                        + " lies outside the network of bridge "
                        + given.get("bridge")
                        + ", "
                        + theirs.network(),
                    "write an address inside it; if your router knows both networks, leave it"));
  }

  private Optional<VmSummary> holder(List<VmSummary> machines, String ip) {
    Optional<VmSummary> configured = first(machines, vm -> configured(vm, ip));
    return configured.isPresent()
        ? configured
        : first(machines.stream().filter(VmSummary::running).toList(), vm -> told(vm, ip));
  }

  private static Optional<VmSummary> first(
      List<VmSummary> machines, Predicate<VmSummary> predicate) {
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<CompletableFuture<Boolean>> asked =
          machines.stream()
              .map(vm -> CompletableFuture.supplyAsync(() -> predicate.test(vm), pool))
              .toList();
      for (int i = 0; i < machines.size(); i++) {
        if (asked.get(i).join()) {
          return Optional.of(machines.get(i));
        }
      }
      return Optional.empty();
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean configured(VmSummary vm, String ip) {
    try {
      VmConfig config = hypervisor().config(vm);
      return config.ipConfigs().stream().anyMatch(c -> c.ip().replaceFirst("/.*", "").equals(ip));
    } catch (HomelabException e) {
      return false; // one that may not be seen, or has just been removed
    }
  }

  /** What the machine itself says; of one without an agent, or with one that is silent, nothing. */
  private boolean told(VmSummary vm, String ip) {
    try {
      return hypervisor().config(vm).get("agent").matches("(enabled=)?1(,.*)?")
          && hypervisor().interfaces(vm).stream()
              .flatMap(card -> card.addresses().stream())
              .anyMatch(address -> address.ip().equals(ip));
    } catch (HomelabException e) {
      return false;
    }
  }
}
