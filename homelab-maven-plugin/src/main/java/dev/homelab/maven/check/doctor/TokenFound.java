package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.credentials.CredentialException;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import java.util.List;

/** Asks whether there is a token at all, and whether it is written down well. */
final class TokenFound implements Check {

  static final Rule NO_TOKEN =
      Rule.error("doctor/no-token", "Proxmox answers nobody without a token.");

  private final World world;

  TokenFound(World world) {
    this.world = world;
  }

  @Override
  public String name() {
    return "credentials";
  }

  @Override
  public List<Rule> rules() {
    return List.of(NO_TOKEN);
  }

  @Override
  public CheckResult run(Lab lab) {
    try {
      return CheckResult.of(world.credential().origin(), List.of());
    } catch (CredentialException e) {
      return CheckResult.of(
          "",
          List.of(
              NO_TOKEN.at(
                  world.given(lab).where("proxmox_server_id"),
                  e.problem().message(),
                  e.problem().fix())));
    } catch (HomelabException e) {
      throw new IllegalStateException(e); // a token source throws nothing else
    }
  }
}
