package dev.homelab.maven.flow;

import dev.homelab.maven.check.doctor.Reach;
import dev.homelab.maven.check.doctor.World;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What doctor is asked to do.
 *
 * @param root the homelab's folder
 * @param name how the homelab is called in reports
 * @param environment the folder in terraform/envs to look at; empty to take the answers' one
 * @param java the version of this Java
 * @param maven the version of this Maven
 * @param access the way to Proxmox
 * @param secrets masked in all that is reported
 */
public record DoctorRequest(
    Path root,
    String name,
    Optional<String> environment,
    String java,
    String maven,
    ProxmoxAccess access,
    Secrets secrets) {

  /** This machine; tools that are missing on it are not fetched to ask about them. */
  World.Machine machine(ToolSettings tools, Runner runner, Reach reach) {
    return new World.Machine(
        java,
        maven,
        tools.environment(),
        tools.withoutFetching().finder(runner),
        tools.fetcher().isPresent(),
        runner,
        Clock.systemUTC(),
        reach);
  }
}
