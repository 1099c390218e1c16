package dev.homelab.maven.tool;

/**
 * The Proxmox token, as packer and tofu get it: by their environment alone.
 *
 * @param id user@realm!name
 * @param secret nobody's business
 */
public record Token(String id, String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "Token[" + id + "]";
  }
}
