package dev.homelab.maven.flow;

import dev.homelab.maven.process.Secrets;
import java.nio.file.Path;
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
    Secrets secrets) {}
