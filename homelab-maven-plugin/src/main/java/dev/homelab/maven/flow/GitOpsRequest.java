package dev.homelab.maven.flow;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.credentials.RepositoryLogins;
import dev.homelab.maven.process.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What gitops is asked to do.
 *
 * @param root the homelab's folder
 * @param name how the homelab is called
 * @param environment the folder in terraform/envs; empty to take the answers' one
 * @param checks what is asked of its files before anything is begun
 * @param patience how long to wait for another run
 * @param waits how long to wait for the cluster
 * @param logins where the credentials of a private repository are looked for
 * @param serverId of the server in settings.xml that has them; empty for the repository's host
 * @param secrets masked in everything that tools print
 */
public record GitOpsRequest(
    Path root,
    String name,
    Optional<String> environment,
    List<Check> checks,
    Duration patience,
    Waits waits,
    RepositoryLogins logins,
    Optional<String> serverId,
    Secrets secrets) {}
