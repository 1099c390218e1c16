package dev.homelab.maven.flow;

import dev.homelab.maven.process.Secrets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What status is asked to look at.
 *
 * @param root the homelab's folder
 * @param name how the homelab is called
 * @param environment the folder in terraform/envs; empty to take the answers' one
 * @param access the way to Proxmox
 * @param secrets masked in everything that tools print
 */
public record StatusRequest(
    Path root, String name, Optional<String> environment, ProxmoxAccess access, Secrets secrets) {}
