package dev.homelab.maven.simulator.state;

/**
 * Gives a role on a path.
 *
 * @param subject a user, or a token with its exclamation mark
 * @param propagate whether it holds below the path too; left out, it does
 */
public record AclEntry(String path, String subject, String role, Boolean propagate) {

  /** What is left out holds below as well, as in Proxmox. */
  public AclEntry {
    propagate = propagate == null || propagate;
  }

  /** What the API calls the kind of its subject. */
  public String type() {
    return subject.contains("!") ? "token" : "user";
  }
}
