package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.proxmox.ProxmoxApi;
import dev.homelab.maven.proxmox.VmConfig;
import dev.homelab.maven.proxmox.VmSummary;
import dev.homelab.maven.report.StatusReport.Part;
import dev.homelab.maven.tool.TofuState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is on Proxmox: the template, and the machines that tofu has made. */
final class MachineStatus {

  private static final String TEMPLATE = "template";
  private static final String MACHINE = "machine";

  private final Path folder;
  private final Answers answers;
  private final String environment;

  MachineStatus(Path root, Answers answers, String environment) {
    this.folder = root.resolve("terraform/envs").resolve(environment);
    this.answers = answers;
    this.environment = environment;
  }

  /**
   * The parts.
   *
   * @param source opens the way to Proxmox
   */
  List<Part> parts(ProxmoxHypervisor.Source source) {
    TofuState state = TofuState.in(folder);
    List<Part> parts = new ArrayList<>();
    try (ProxmoxApi api = source.open()) {
      List<VmSummary> all = api.vms();
      parts.add(template(all));
      parts.addAll(machines(api, all, state));
    } catch (HomelabException e) {
      String why = e.getMessage().lines().findFirst().orElse("");
      parts.clear();
      parts.add(Part.unknown(TEMPLATE, TemplateName.of(answers), why));
      for (TofuState.Machine machine : state.machines()) {
        parts.add(
            Part.unknown(MACHINE, machine.name() + " (" + machine.vmid() + "), made by tofu", why));
      }
      if (state.machines().isEmpty()) {
        parts.add(untold(state).orElseGet(this::none));
      }
    }
    return parts;
  }

  private Part template(List<VmSummary> all) {
    String name = TemplateName.of(answers);
    List<VmSummary> templates =
        all.stream().filter(vm -> vm.template() && vm.name().equals(name)).toList();
    if (templates.isEmpty()) {
      return Part.missing(TEMPLATE, name, "build it: mvn homelab:image");
    }
    List<String> differences = new ArrayList<>();
    if (templates.size() > 1) {
      differences.add("there are " + templates.size() + " of that name, and tofu takes any");
    }
    VmSummary first = templates.get(0);
    return Part.there(
        TEMPLATE, name + " (" + first.id() + " on " + first.node() + ")", differences);
  }

  private List<Part> machines(ProxmoxApi api, List<VmSummary> all, TofuState state)
      throws HomelabException {
    List<Part> parts = new ArrayList<>();
    for (TofuState.Machine machine : state.machines()) {
      Optional<VmSummary> there = all.stream().filter(vm -> vm.id() == machine.vmid()).findFirst();
      if (there.isEmpty()) {
        parts.add(
            Part.missing(
                MACHINE,
                machine.name() + " (" + machine.vmid() + ")",
                "tofu has made it, and Proxmox has it no more: mvn homelab:provision"));
      } else {
        parts.add(machine(api, there.get(), machine));
      }
    }
    if (state.machines().isEmpty()) {
      parts.add(untold(state).orElseGet(this::none));
    }
    strangers(all, state).forEach(parts::add);
    return parts;
  }

  private Part machine(ProxmoxApi api, VmSummary vm, TofuState.Machine machine)
      throws HomelabException {
    List<String> differences = new ArrayList<>();
    if (!vm.running()) {
      differences.add("it is " + vm.status());
    }
    if (!vm.lock().isEmpty()) {
      differences.add("it is locked: " + vm.lock());
    }
    if (!vm.name().equals(machine.name())) {
      differences.add("its name is " + vm.name() + ", tofu knows it as " + machine.name());
    }
    if (described(machine)) {
      differences.addAll(fromAnswers(api.vmConfig(vm.node(), vm.id())));
    }
    String from = machine.clonedFrom().isEmpty() ? "" : ", from " + machine.clonedFrom();
    return Part.there(
        MACHINE, machine.name() + " (" + vm.id() + " on " + vm.node() + ")" + from, differences);
  }

  /** Whether the answers alone say what it is like: overrides are tofu's to read. */
  private boolean described(TofuState.Machine machine) {
    return environment.equals(answers.environment())
        && machine.name().equals(answer("node_name"))
        && !Files.exists(folder.resolve("terraform.tfvars"))
        && !Files.exists(folder.resolve("../../globals.tfvars").normalize());
  }

  private List<String> fromAnswers(VmConfig config) {
    List<String> differences = new ArrayList<>();
    for (String key : List.of("cores", "memory")) {
      String there = config.get(key);
      if (!there.isEmpty() && !there.equals(answer(key))) {
        differences.add(key + " is " + there + ", the answers say " + answer(key));
      }
    }
    config.ipConfigs().stream()
        .filter(ip -> ip.slot().equals("ipconfig0") && !ip.ip().equals(answer("node_ip")))
        .forEach(
            ip ->
                differences.add(
                    "its address is " + ip.ip() + ", the answers say " + answer("node_ip")));
    return differences;
  }

  private String answer(String key) {
    return GivenAnswers.of(answers).getOrDefault(key, "");
  }

  private Optional<Part> untold(TofuState state) {
    return state.readable()
        ? Optional.empty()
        : Optional.of(
            Part.unknown(
                MACHINE,
                "of " + environment,
                "tofu's state is encrypted or kept elsewhere: make tf-plan tells"));
  }

  private Part none() {
    return Part.missing(
        MACHINE, answer("node_name"), "tofu has made none yet: mvn homelab:provision");
  }

  /** Machines of the answers' name that tofu knows nothing of: left by a run that was cut off. */
  private List<Part> strangers(List<VmSummary> all, TofuState state) {
    Map<String, String> given = GivenAnswers.of(answers);
    return all.stream()
        .filter(vm -> !vm.template() && vm.name().equals(given.get("node_name")))
        .filter(vm -> state.readable() && !state.knows(vm.id()))
        .map(
            vm ->
                Part.there(
                    MACHINE,
                    vm.name() + " (" + vm.id() + " on " + vm.node() + ")",
                    List.of("tofu does not know it: mvn homelab:provision says what to do")))
        .toList();
  }
}
