package dev.homelab.maven.flow;

import dev.homelab.maven.check.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What image is asked to do.
 *
 * @param root the homelab's folder
 * @param name how the homelab is called
 * @param force whether to build although nothing has changed
 * @param cleanup what of earlier builds may be removed
 * @param patience how long to wait for another run
 * @param checks what is asked before anything is begun
 */
public record ImageRequest(
    Path root,
    String name,
    boolean force,
    Cleanup cleanup,
    Duration patience,
    List<Check> checks) {}
