package dev.homelab.maven.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Of what plan is asked to tell the changes.
 *
 * @param root the homelab's folder
 * @param environment the folder in terraform/envs; empty for the answers' one
 * @param patience how long to wait for the lock of the state
 */
public record OutlookRequest(Path root, Optional<String> environment, Duration patience) {}
