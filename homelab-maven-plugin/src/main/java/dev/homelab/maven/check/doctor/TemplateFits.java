package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.Storage;
import dev.homelab.maven.proxmox.VmConfig;
import dev.homelab.maven.proxmox.VmSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks whether the template, once it is built, is the one that this repository would build. */
final class TemplateFits extends ProxmoxQuestion {

  static final Rule TWICE =
      Rule.error("doctor/template-twice", "The provider clones either of them.");
  static final Rule ELSEWHERE =
      Rule.error(
          "doctor/template-elsewhere", "Another node cannot clone from a storage it does not see.");
  static final Rule DIFFERS =
      Rule.warning("doctor/template-differs", "A machine is cloned from what nobody describes.");

  TemplateFits(World world) {
    super("template", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(TWICE, ELSEWHERE, DIFFERS);
  }

  @Override
  Optional<String> blind() throws HomelabException {
    return blindToMachines();
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    List<VmSummary> templates = new Machines(hypervisor().machines(), given).templates();
    String name = given.templateName();
    if (templates.isEmpty()) {
      return CheckResult.of("not built yet", List.of());
    }
    if (templates.size() > 1) {
      return CheckResult.of("", List.of(twice(given, name, templates)));
    }
    VmSummary template = templates.get(0);
    List<Finding> findings = new ArrayList<>();
    String node = given.get("proxmox_node");
    VmConfig config = hypervisor().config(template);
    if (!template.node().equals(node) && !shared(given)) {
      findings.add(
          ELSEWHERE.at(
              given.where("proxmox_node"),
              "template "
                  + name
                  + " is "
                  + Machines.said(template)
                  + ", and the machine is to be"
                  + " made on "
                  + node,
              "build the image on " + node + " too, with the next image_version"));
    }
    List<String> differences = differences(given, config);
    if (!differences.isEmpty()) {
      findings.add(
          DIFFERS.at(
              given.where("image_version"),
              "template "
                  + name
                  + " ("
                  + Machines.said(template)
                  + ") is not what this repository"
                  + " builds: "
                  + String.join("; ", differences),
              "raise image_version and build the image again"));
    }
    return CheckResult.of(Machines.said(template), findings);
  }

  private boolean shared(Given given) throws HomelabException {
    return hypervisor().storages(given.get("proxmox_node")).stream()
        .filter(storage -> storage.name().equals(given.get("storage")))
        .anyMatch(Storage::shared);
  }

  private static Finding twice(Given given, String name, List<VmSummary> templates) {
    return TWICE.at(
        given.where("image_version"),
        "there are "
            + templates.size()
            + " templates named "
            + name
            + ": "
            + templates.stream().map(Machines::said).collect(Collectors.joining(", ")),
        "remove all but one, on its node, as root: qm destroy "
            + templates.get(templates.size() - 1).id());
  }

  /** Beside what packer.pkr.hcl sets, only what a machine would notice. */
  private static List<String> differences(Given given, VmConfig config) {
    List<String> differences = new ArrayList<>();
    differs(differences, "bios", config.get("bios"), "ovmf");
    String machine = config.get("machine");
    differs(differences, "machine", machine.contains("q35") ? "q35" : machine, "q35");
    differs(differences, "scsihw", config.get("scsihw"), "virtio-scsi-single");
    Size wanted = given.size("image_disk_size");
    Size disk =
        config.drives().stream()
            .filter(drive -> drive.slot().equals("scsi0"))
            .map(drive -> new Size(drive.size()))
            .findFirst()
            .orElse(Size.NONE);
    if (!disk.equals(wanted)) {
      differences.add(
          disk.equals(Size.NONE)
              ? "it has no disk scsi0"
              : "its disk has " + disk + ", not " + wanted);
    }
    if (config.drives().stream()
        .noneMatch(d -> d.slot().equals("scsi1") && d.volume().contains("cloudinit"))) {
      differences.add("it has no cloud-init drive at scsi1");
    }
    return differences;
  }

  private static void differs(List<String> to, String key, String is, String wanted) {
    if (!is.equals(wanted)) {
      to.add(key + " is " + (is.isEmpty() ? "not set" : is) + ", not " + wanted);
    }
  }
}
