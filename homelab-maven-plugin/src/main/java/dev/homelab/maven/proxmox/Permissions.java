package dev.homelab.maven.proxmox;

import java.util.Map;
import java.util.Set;

/**
 * What the token may do.
 *
 * @param paths of each path that Proxmox names, the privileges on it, and of each whether it
 *     reaches what lies below
 */
public record Permissions(Map<String, Map<String, Boolean>> paths) {

  static Permissions from(Fields fields) {
    return new Permissions(fields.map(Fields::flags));
  }

  /**
   * Whether the token has that privilege there. A path that is not named has what the nearest one
   * above it passes down: a more special entry replaces a more general one.
   *
   * @param path "/vms/9000", "/storage/local-lvm", ...
   */
  public boolean allows(String path, String privilege) {
    Map<String, Boolean> here = paths.get(path);
    if (here != null) {
      return here.containsKey(privilege);
    }
    for (String above = parent(path); !above.isEmpty(); above = parent(above)) {
      Map<String, Boolean> there = paths.get(above);
      if (there != null) {
        return there.getOrDefault(privilege, false);
      }
    }
    return false;
  }

  /** The privileges on a path that Proxmox names. */
  public Set<String> on(String path) {
    return paths.getOrDefault(path, Map.of()).keySet();
  }

  /** Empty above the root. */
  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      return path.substring(0, slash);
    }
    return path.length() > 1 ? "/" : "";
  }
}
