package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.ApiToken;
import dev.homelab.maven.proxmox.ProxmoxException;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import dev.homelab.maven.proxmox.TokenInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks whether Proxmox accepts the token, until when, and whose rights it has. */
final class TokenAccepted extends ProxmoxQuestion {

  static final Rule REFUSED =
      Rule.error("doctor/token-refused", "Proxmox answers nobody without a token that is valid.");
  static final Rule EXPIRES =
      Rule.warning("doctor/token-expires", "From then on every goal that acts fails with 401.");

  private static final Duration SOON = Duration.ofDays(14);

  TokenAccepted(World world) {
    super("token", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(REFUSED, EXPIRES);
  }

  @Override
  List<String> needs() {
    return List.of("proxmox_url");
  }

  @Override
  CheckResult unreachable(Given given, HomelabException e) {
    if (e instanceof ProxmoxException known && known.kind() == Kind.UNAUTHORIZED) {
      Problem problem = known.problem();
      return CheckResult.of(
          "",
          List.of(REFUSED.at(given.where("proxmox_server_id"), problem.message(), problem.fix())));
    }
    return super.unreachable(given, e);
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    ApiToken token = world().credential().token();
    Optional<TokenInfo> info = hypervisor().token();
    if (info.isEmpty()) {
      return CheckResult.of(token.id(), List.of());
    }
    List<Finding> findings = new ArrayList<>();
    Optional<Instant> expires = info.get().expires();
    if (expires.isPresent() && expires.get().isBefore(soon())) {
      findings.add(
          EXPIRES.at(
              given.where("proxmox_server_id"),
              "token " + token.id() + " expires on " + day(expires.get()),
              "on the node, as root: pveum user token modify "
                  + token.user()
                  + " "
                  + token.name()
                  + " --expire 0 (never), or a time in seconds since 1970"));
    }
    return CheckResult.of(
        token.id()
            + (info.get().privilegeSeparated() ? ", privileges of its own" : "")
            + expires.map(e -> ", until " + day(e)).orElse(""),
        findings);
  }

  private Instant soon() {
    return world().machine().clock().instant().plus(SOON);
  }

  private static String day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
