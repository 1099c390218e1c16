package dev.homelab.maven.ssh;

import dev.homelab.maven.ssh.KnownHosts.Entry;
import dev.homelab.maven.ssh.SshException.Kind;
import java.io.IOException;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/**
 * Trusts a machine at first sight, tells its fingerprint, and from then on only the machine that
 * has the same key.
 */
final class HostKeyCheck implements ServerKeyVerifier {

  private final Endpoint endpoint;
  private final KnownHosts known;
  private final Consumer<String> log;
  private volatile SshException refusal;

  HostKeyCheck(Endpoint endpoint, KnownHosts known, Consumer<String> log) {
    this.endpoint = endpoint;
    this.known = known;
    this.log = log;
  }

  /** Why the machine's key was not accepted; sshd itself would only say that it was not. */
  Optional<SshException> refusal() {
    return Optional.ofNullable(refusal);
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
    try {
      HostKey shown = HostKey.of(key);
      List<Entry> remembered = known.of(endpoint);
      if (remembered.isEmpty()) {
        known.add(endpoint, shown);
        log.accept(
            endpoint.host()
                + " is seen for the first time, its host key "
                + HostKey.fingerprint(key)
                + " is remembered in "
                + known.file());
        return true;
      }
      if (remembered.stream().anyMatch(entry -> entry.key().equals(shown))) {
        return true;
      }
      refusal = changed(HostKey.fingerprint(key), remembered.get(0).number());
    } catch (IOException e) {
      refusal = unreadable(known, e);
    }
    return false;
  }

  static SshException unreadable(KnownHosts known, IOException e) {
    return new SshException(
        Kind.LOCAL,
        "the host keys in " + known.file() + " cannot be read or written: " + e,
        "make it a file that you may write, or remove it");
  }

  private SshException changed(String fingerprint, int line) {
    return new SshException(
        Kind.HOST_KEY_CHANGED,
        endpoint.host()
            + " shows another host key than before, "
            + fingerprint
            + ": a machine that was rebuilt does, and so does one that pretends to be yours",
        "if you have rebuilt the machine, remove line "
            + line
            + " of "
            + known.file()
            + " and run this again; if you have not, find out who answers at that address");
  }
}
