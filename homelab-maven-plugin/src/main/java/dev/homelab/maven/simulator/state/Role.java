package dev.homelab.maven.simulator.state;

import java.util.Set;
import java.util.TreeSet;

/**
 * Privileges under a name.
 *
 * @param special whether it came with Proxmox
 */
public record Role(String id, Set<String> privileges, boolean special) {

  /** Takes away what others have given. */
  public static final String NO_ACCESS = "NoAccess";

  /** In the order of the alphabet. */
  public Role {
    privileges = privileges == null ? new TreeSet<>() : new TreeSet<>(privileges);
  }
}
