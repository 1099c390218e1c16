package dev.homelab.maven.ssh;

import dev.homelab.maven.ssh.SshException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The keys of a {@link Login}: from the file, or from the agent when the file does not do. */
final class UserKeys {

  private static final long LONGEST_FILE = 64 << 10;

  private final List<KeyPair> pairs;
  private final Optional<Agent> agent;
  private final Optional<PublicKey> expected;

  private UserKeys(List<KeyPair> pairs, Optional<Agent> agent, Optional<PublicKey> expected) {
    this.pairs = pairs;
    this.agent = agent;
    this.expected = expected;
  }

  /** What the file gave. */
  List<KeyPair> pairs() {
    return pairs;
  }

  /** The agent, when it has the key. */
  Optional<Agent> agent() {
    return agent;
  }

  /** Whether the private key is another one's than the public key that machines were given. */
  boolean mismatched() {
    return !pairs.isEmpty()
        && expected.isPresent()
        && pairs.stream().noneMatch(p -> KeyUtils.compareKeys(p.getPublic(), expected.get()));
  }

  /**
   * Finds them.
   *
   * @throws SshException when there is none at all
   */
  static UserKeys of(Login login) throws SshException {
    Optional<PublicKey> expected = login.publicKey().flatMap(UserKeys::parsed);
    Optional<Agent> agent =
        login.agent().flatMap(socket -> expected.map(key -> new Agent(socket, key)));
    Locked locked = new Locked();
    List<KeyPair> pairs = List.of();
    SshException trouble = null;
    try {
      pairs = read(login.privateKey(), locked);
    } catch (SshException e) {
      trouble = e;
    }
    if (trouble == null) {
      return new UserKeys(pairs, Optional.empty(), expected);
    }
    if (agent.filter(Agent::hasTheKey).isPresent()) {
      return new UserKeys(List.of(), agent, expected);
    }
    if (locked.asked) {
      return new UserKeys(unlocked(login), Optional.empty(), expected);
    }
    throw trouble;
  }

  private static List<KeyPair> unlocked(Login login) throws SshException {
    Path file = login.privateKey();
    String passphrase =
        login
            .passphrase()
            .of(file)
            .orElseThrow(
                () ->
                    new SshException(
                        Kind.NO_KEY,
                        "the private key " + file + " is locked by a passphrase",
                        "give it to your agent, in this terminal: ssh-add " + file));
    return read(file, FilePasswordProvider.of(passphrase));
  }

  private static List<KeyPair> read(Path file, FilePasswordProvider passwords) throws SshException {
    try {
      if (!Files.exists(file)) {
        throw new SshException(
            Kind.NO_KEY,
            "there is no private key " + file,
            "set ssh_private_key_file in homelab.properties to the file that belongs to"
                + " ssh_public_key");
      }
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
        throw notAKey(file, "");
      }
      Iterable<KeyPair> found =
          SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName(file.toString()),
              new ByteArrayInputStream(Files.readAllBytes(file)),
              passwords);
      Iterator<KeyPair> pairs = found == null ? null : found.iterator();
      if (pairs == null || !pairs.hasNext()) {
        throw notAKey(file, "");
      }
      return List.of(pairs.next());
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      if (passwords instanceof Locked locked && locked.asked) {
        throw new SshException(Kind.NO_KEY, "the private key " + file + " is locked", "");
      }
      if (!(passwords instanceof Locked)) {
        throw new SshException(
            Kind.NO_KEY,
            "the passphrase does not open the private key " + file,
            "run this again and give the right one");
      }
      throw notAKey(file, ": " + e.getMessage());
    }
  }

  private static SshException notAKey(Path file, String why) {
    return new SshException(
        Kind.NO_KEY,
        file + " is no private key that can be read" + why,
        "set ssh_private_key_file in homelab.properties to a private key as ssh-keygen makes it");
  }

  private static Optional<PublicKey> parsed(String line) {
    try {
      return Optional.ofNullable(
          PublicKeyEntry.parsePublicKeyEntry(line)
              .resolvePublicKey(null, null, PublicKeyEntryResolver.IGNORING));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return Optional.empty(); // the answers' own check says what is wrong with it
    }
  }

  /** Has no passphrase, and notes whether one was needed. */
  private static final class Locked implements FilePasswordProvider {

    private boolean asked;

    @Override
    public String getPassword(
        org.apache.sshd.common.session.SessionContext session, NamedResource resource, int retry) {
      asked = true;
      return null;
    }
  }
}
