package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.credentials.CredentialException;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.ProxmoxException;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import dev.homelab.maven.proxmox.Trust;
import java.util.List;

/** Asks whether Proxmox's API answers at the address, with a certificate to be trusted. */
final class ApiReachable extends ProxmoxQuestion {

  static final Rule UNREACHABLE =
      Rule.error("doctor/api-unreachable", "Every goal that acts talks to it.");
  static final Rule CERTIFICATE =
      Rule.error(
          "doctor/certificate", "Whoever answers may be somebody else, and would get the token.");
  static final Rule NOT_PROXMOX =
      Rule.error("doctor/not-proxmox", "packer and tofu would fail with a riddle.");
  static final Rule INSECURE =
      Rule.warning(
          "doctor/insecure", "Whoever is between this computer and Proxmox can read the token.");

  ApiReachable(World world) {
    super("api", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(UNREACHABLE, CERTIFICATE, NOT_PROXMOX, INSECURE);
  }

  @Override
  List<String> needs() {
    return List.of("proxmox_url");
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    Trust trust = hypervisor().trust();
    List<Finding> findings =
        trust instanceof Trust.Insecure
            ? List.of(
                INSECURE.at(
                    given.where("proxmox_insecure"),
                    "any certificate of Proxmox is accepted",
                    "trust its CA on this computer (README.md, Proxmox), or give"
                        + " -Dhomelab.proxmox.caFile or -Dhomelab.proxmox.fingerprint, and set"
                        + " proxmox_insecure to false"))
            : List.of();
    return CheckResult.of(host(given) + ", " + said(trust), findings);
  }

  private static String said(Trust trust) {
    if (trust instanceof Trust.Insecure) {
      return "not checked";
    }
    if (trust instanceof Trust.Fingerprint) {
      return "pinned";
    }
    return trust instanceof Trust.CaFile ? "your CA" : "trusted";
  }

  @Override
  CheckResult unreachable(Given given, HomelabException e) {
    if (e instanceof CredentialException) {
      return super.unreachable(given, e);
    }
    if (!(e instanceof ProxmoxException)) {
      return notAsked(e.getMessage().lines().findFirst().orElse(""));
    }
    ProxmoxException known = (ProxmoxException) e;
    if (known.kind() == Kind.UNAUTHORIZED) {
      return CheckResult.of(host(given), List.of()); // it has answered
    }
    Problem problem = known.problem();
    return CheckResult.of(
        host(given),
        List.of(
            rule(known.kind()).at(given.where("proxmox_url"), problem.message(), problem.fix())));
  }

  /** "pve.lan:8006": the rest of the address is the same for everybody. */
  private static String host(Given given) {
    return given.get("proxmox_url").replaceFirst("^https?://", "").replaceFirst("/.*", "");
  }

  private static Rule rule(Kind kind) {
    return switch (kind) {
      case CERTIFICATE -> CERTIFICATE;
      case NOT_PROXMOX -> NOT_PROXMOX;
      default -> UNREACHABLE;
    };
  }
}
