package dev.homelab.maven.flow;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What preflight is asked to do.
 *
 * @param root the homelab's folder
 * @param name how the homelab is called in reports
 * @param environment the folder in terraform/envs to look at; empty to take the answers' one
 */
public record PreflightRequest(Path root, String name, Optional<String> environment) {}
