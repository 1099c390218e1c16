package dev.homelab.maven.ssh;

import java.nio.file.Path;
import java.util.Optional;

/**
 * By what the user logs in.
 *
 * @param privateKey the file of the private key; need not be there when the agent has the key
 * @param publicKey the public key that belongs to it, as in a {@code .pub} file: of the agent's
 *     keys only this one is used, for a machine closes the door after a few wrong ones
 * @param agent the socket of ssh-agent
 * @param passphrase opens a private key that is locked
 */
public record Login(
    Path privateKey, Optional<String> publicKey, Optional<Path> agent, Passphrase passphrase) {

  /** Asks for the passphrase of a private key. */
  public interface Passphrase {

    /** Nobody can be asked. */
    Passphrase NONE = file -> Optional.empty();

    /** The passphrase of that file; empty when nobody can be asked. */
    Optional<String> of(Path file);
  }
}
