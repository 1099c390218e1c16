package dev.homelab.maven.proxmox;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach a Proxmox.
 *
 * @param url of its API: {@code https://pve.lan:8006/api2/json}
 * @param token that speaks for us
 * @param trust which certificate is good
 * @param deadline for one call with everything that belongs to it: the name, the connection, what
 *     is tried again. Above three seconds, since Proxmox waits so long before it refuses a token
 */
public record Connection(URI url, ApiToken token, Trust trust, Duration deadline) {

  /** Enough for a busy node; the longest calls themselves are tasks, which are waited for apart. */
  public static final Duration STANDARD_DEADLINE = Duration.ofSeconds(15);
}
