package dev.homelab.maven.simulator.state;

/**
 * A key to the API.
 *
 * @param user whose it is, like homelab@pve
 * @param name like iac
 * @param secret what proves it
 * @param privsep whether it has privileges of its own; left out, it has
 * @param expire in seconds since 1970; 0 for never
 */
public record Token(
    String user, String name, String secret, Boolean privsep, long expire, String comment) {

  /** What is left out is empty, and privileges are separated, as in Proxmox. */
  public Token {
    privsep = privsep == null || privsep;
    comment = comment == null ? "" : comment;
  }

  /** As clients name it, like homelab@pve!iac. */
  public String id() {
    return user + "!" + name;
  }
}
