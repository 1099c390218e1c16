package dev.homelab.maven.simulator.state;

/**
 * Somebody who may log in.
 *
 * @param id with its realm, like homelab@pve
 * @param password empty for one who cannot log in with a password
 * @param expire in seconds since 1970; 0 for never
 */
public record User(String id, String password, Boolean enabled, long expire, String comment) {

  /** Root of the node, who may do everything. */
  public static final String ROOT = "root@pam";

  /** What is left out is empty, and the user enabled. */
  public User {
    password = password == null ? "" : password;
    enabled = enabled == null || enabled;
    comment = comment == null ? "" : comment;
  }
}
