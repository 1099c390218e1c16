package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import java.time.Duration;
import java.util.List;

/** Asks whether the node's clock and this computer's tell the same time. */
final class ClocksAgree extends ProxmoxQuestion {

  static final Rule APART =
      Rule.warning(
          "doctor/clocks-apart",
          "Certificates and tokens seem to be expired or not valid yet, and logs do not match.");

  private static final Duration MOST = Duration.ofSeconds(30);

  ClocksAgree(World world) {
    super("clock", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(APART);
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    String node = given.get("proxmox_node");
    Duration ahead = hypervisor().ahead(node, world().machine().clock());
    long seconds = Math.round(ahead.toMillis() / 1000.0);
    if (ahead.abs().compareTo(MOST) <= 0) {
      return CheckResult.of(Math.abs(seconds) + " s apart", List.of());
    }
    return CheckResult.of(
        Math.abs(seconds) + " s apart",
        List.of(
            APART.at(
                given.where("proxmox_node"),
                "the clock of node "
                    + node
                    + " is "
                    + Math.abs(seconds)
                    + " s "
                    + (ahead.isNegative() ? "behind" : "ahead of")
                    + " this computer's",
                "let both take the time from the network: chronyc tracking on the node,"
                    + " timedatectl here")));
  }
}
