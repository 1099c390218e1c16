package dev.homelab.maven.flow;

import java.nio.file.Path;

/**
 * What fmt is asked to do.
 *
 * @param root the homelab's folder
 * @param checkOnly whether to tell what would change, and change nothing
 */
public record FmtRequest(Path root, boolean checkOnly) {}
