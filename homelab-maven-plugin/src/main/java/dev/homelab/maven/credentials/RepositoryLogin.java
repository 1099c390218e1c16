package dev.homelab.maven.credentials;

/**
 * By what Argo CD reads a private git repository.
 *
 * @param username for https; empty for ssh
 * @param password for https, mostly an access token; empty for ssh
 * @param privateKey for ssh, the key itself; empty for https
 * @param origin where it was found: "server git.example.org of settings.xml"
 */
public record RepositoryLogin(String username, String password, String privateKey, String origin) {

  /** Without what is secret. */
  @Override
  public String toString() {
    return "RepositoryLogin[" + origin + "]";
  }
}
