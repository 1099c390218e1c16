package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.Version;
import java.util.ArrayList;
import java.util.List;

/** Asks whether it is a Proxmox VE that packer, the provider and we know. */
final class VersionSupported extends ProxmoxQuestion {

  static final Rule OLD =
      Rule.error("doctor/old-proxmox", "Privileges and answers differ, and nobody mends it there.");
  static final Rule NEW =
      Rule.warning("doctor/new-proxmox", "Privileges and answers change between major releases.");

  private static final int OLDEST = 8;
  private static final int NEWEST = 9;

  VersionSupported(World world) {
    super("version", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(OLD, NEW);
  }

  @Override
  List<String> needs() {
    return List.of("proxmox_url");
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    Version version = hypervisor().version();
    List<Finding> findings = new ArrayList<>();
    if (version.major() < OLDEST) {
      findings.add(
          OLD.at(
              given.where("proxmox_url"),
              "this is Proxmox VE " + version.text() + ", and 8 or 9 is needed",
              "upgrade it, one major release after the other"));
    } else if (version.major() > NEWEST) {
      findings.add(
          NEW.at(
              given.where("proxmox_url"),
              "this is Proxmox VE " + version.text() + ", newer than the plugin knows",
              "look for a newer plugin; till then watch the first image and machine"));
    }
    return CheckResult.of("Proxmox VE " + version.text(), findings);
  }
}
