package dev.homelab.maven.credentials;

import java.util.Optional;

/** The servers of settings.xml. */
public interface ServerSettings {

  /**
   * One of them, its password decrypted.
   *
   * @param username empty when it has none
   * @param password empty when it has none
   * @param privateKey the file of one; empty when it has none
   */
  record Server(String username, String password, String privateKey) {

    /** Without a private key. */
    public Server(String username, String password) {
      this(username, password, "");
    }

    /** Without the password, wherever it is printed. */
    @Override
    public String toString() {
      return "Server[" + username + "]";
    }
  }

  /**
   * The server of that id; no other one is decrypted.
   *
   * @throws CredentialException when its password cannot be decrypted
   */
  Optional<Server> server(String id) throws CredentialException;
}
