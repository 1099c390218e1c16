package dev.homelab.maven.check.doctor;

import dev.homelab.maven.proxmox.VmSummary;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The machines and templates of the cluster, as far as they concern this homelab. */
final class Machines {

  private final List<VmSummary> all;
  private final Given given;

  Machines(List<VmSummary> all, Given given) {
    this.all = all.stream().sorted(Comparator.comparingInt(VmSummary::id)).toList();
    this.given = given;
  }

  /** The templates that a machine would be cloned from. */
  List<VmSummary> templates() {
    return those(vm -> vm.template() && vm.name().equals(given.templateName()));
  }

  /** What has the template's name and is none. */
  List<VmSummary> halfMade() {
    return those(vm -> !vm.template() && vm.name().equals(given.templateName()));
  }

  /** What has the name of the machine, whosever it is. */
  List<VmSummary> ofNodeName() {
    return those(vm -> !vm.template() && vm.name().equals(given.get("node_name")));
  }

  private List<VmSummary> those(Predicate<VmSummary> which) {
    return all.stream().filter(which).toList();
  }

  /** "VM 105 on pve1". */
  static String said(VmSummary vm) {
    return (vm.type().equals("lxc") ? "container " : "VM ") + vm.id() + " on " + vm.node();
  }
}
