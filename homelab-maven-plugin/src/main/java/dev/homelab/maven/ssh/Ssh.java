package dev.homelab.maven.ssh;

import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.ssh.KnownHosts.Entry;
import dev.homelab.maven.ssh.SshException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;

/** Runs a command on a machine, and gives back what it printed. */
public final class Ssh {

  static {
    Quiet.please();
  }

  private static final int MOST_ERRORS = 4 << 10;

  private final Login login;
  private final KnownHosts known;
  private final Consumer<String> log;

  /**
   * Logs in by these.
   *
   * @param login the user's keys
   * @param knownHosts the file of the host keys that were seen; made with the first
   * @param log gets a line when a machine is seen for the first time
   */
  public Ssh(Login login, Path knownHosts, Consumer<String> log) {
    this.login = login;
    this.known = new KnownHosts(knownHosts);
    this.log = log;
  }

  /**
   * Runs it to its end.
   *
   * @param deadline for all of it: connecting, logging in, the command
   * @param mostBytes how much it may print
   * @return what it printed on its standard output
   */
  public byte[] run(Endpoint endpoint, String command, Duration deadline, int mostBytes)
      throws SshException {
    UserKeys keys = UserKeys.of(login);
    HostKeyCheck hostKeys = new HostKeyCheck(endpoint, known, log);
    Clock clock = new Clock(deadline);
    try (SshClient client = client(endpoint, keys, hostKeys)) {
      client.start();
      try (ClientSession session = session(client, endpoint, clock, hostKeys)) {
        authenticate(session, endpoint, keys, clock, hostKeys);
        return execute(session, endpoint, command, clock, mostBytes);
      } finally {
        // Closing in an orderly way would wait for a machine that may no longer be there.
        client.close(true);
      }
    } catch (IOException e) {
      throw unreachable(endpoint, e, clock);
    }
  }

  private SshClient client(Endpoint endpoint, UserKeys keys, HostKeyCheck hostKeys)
      throws SshException {
    SshClient client = SshClient.setUpDefaultClient();
    // Neither the keys nor the settings of ~/.ssh: the answers say which key it is.
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys.pairs()));
    keys.agent().ifPresent(client::setAgentFactory);
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    client.setServerKeyVerifier(hostKeys);
    client.setSignatureFactories(knownFirst(client.getSignatureFactories(), endpoint));
    // Ended by our own clock, and with our own words.
    CoreModuleProperties.AUTH_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    return client;
  }

  /** A machine has keys of several types: it is asked for one that is remembered. */
  private List<NamedFactory<Signature>> knownFirst(
      List<NamedFactory<Signature>> factories, Endpoint endpoint) throws SshException {
    List<String> types = new ArrayList<>();
    try {
      for (Entry entry : known.of(endpoint)) {
        types.add(entry.key().type());
      }
    } catch (IOException e) {
      throw HostKeyCheck.unreadable(known, e);
    }
    List<NamedFactory<Signature>> sorted = new ArrayList<>(factories);
    sorted.sort(Comparator.comparing(factory -> !types.contains(plain(factory.getName()))));
    return sorted;
  }

  /** An RSA key signs by several algorithms and is one type of key. */
  private static String plain(String algorithm) {
    return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm;
  }

  private ClientSession session(
      SshClient client, Endpoint endpoint, Clock clock, HostKeyCheck hostKeys) throws SshException {
    try {
      return client
          .connect(endpoint.user(), endpoint.host(), endpoint.port())
          .verify(clock.left())
          .getSession();
    } catch (IOException | UnresolvedAddressException e) {
      throw unreachable(endpoint, e, clock);
    }
  }

  private void authenticate(
      ClientSession session, Endpoint endpoint, UserKeys keys, Clock clock, HostKeyCheck hostKeys)
      throws SshException {
    try {
      session.auth().verify(clock.left());
    } catch (IOException e) {
      if (hostKeys.refusal().isPresent()) {
        throw hostKeys.refusal().get();
      }
      if (session.getServerKey() == null || !session.isOpen() && !refused(e)) {
        throw unreachable(endpoint, e, clock);
      }
      if (clock.isOver()) {
        throw unreachable(endpoint, e, clock);
      }
      throw refusal(endpoint, keys);
    }
  }

  private static boolean refused(Throwable e) {
    return String.valueOf(e.getMessage()).contains("No more authentication methods");
  }

  private SshException refusal(Endpoint endpoint, UserKeys keys) {
    String key = keys.agent().isPresent() ? "the agent's key" : login.privateKey().toString();
    if (keys.mismatched()) {
      return new SshException(
          Kind.REFUSED,
          endpoint + " does not accept " + key + ", which does not belong to ssh_public_key",
          "set ssh_private_key_file in homelab.properties to the private key of ssh_public_key");
    }
    return new SshException(
        Kind.REFUSED,
        endpoint + " does not accept " + key,
        "a machine accepts the ssh_public_key and the ci_user that it was made with: log in by hand"
            + " with: ssh -i "
            + login.privateKey()
            + " "
            + endpoint.user()
            + "@"
            + endpoint.host());
  }

  private byte[] execute(
      ClientSession session, Endpoint endpoint, String command, Clock clock, int mostBytes)
      throws SshException {
    Bounded output = new Bounded(mostBytes, true);
    Bounded errors = new Bounded(MOST_ERRORS, false);
    try (ChannelExec channel = session.createExecChannel(command)) {
      channel.setOut(output);
      channel.setErr(errors);
      channel.open().verify(clock.left());
      Set<ClientChannelEvent> events =
          channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), clock.left());
      if (output.exceeded) {
        throw new SshException(
            Kind.FLOODED,
            "'" + command + "' on " + endpoint + " prints more than " + mostBytes + " bytes",
            "log in and see what it prints");
      }
      if (events.contains(ClientChannelEvent.TIMEOUT)) {
        throw late(endpoint, "'" + command + "' did not end", clock);
      }
      Integer status = channel.getExitStatus();
      if (status == null || status != 0) {
        throw failed(endpoint, command, status, errors.text());
      }
      return output.bytes.toByteArray();
    } catch (IOException e) {
      throw unreachable(endpoint, e, clock);
    }
  }

  private static SshException failed(
      Endpoint endpoint, String command, Integer status, String errors) {
    String last =
        errors
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .reduce((a, b) -> b)
            .map(l -> ": " + l)
            .orElse("");
    return new SshException(
        Kind.FAILED,
        "'"
            + command
            + "' on "
            + endpoint
            + (status == null ? " was cut off" : " ended with exit code " + status)
            + Printable.of(last),
        "log in and run it by hand");
  }

  private static SshException late(Endpoint endpoint, String what, Clock clock) {
    return new SshException(
        Kind.TIMEOUT,
        endpoint.host() + " port " + endpoint.port() + ": " + what + " within " + clock,
        "see that the machine runs and that this computer reaches it");
  }

  private static SshException unreachable(Endpoint endpoint, Throwable e, Clock clock) {
    if (e instanceof InterruptedIOException || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      return new SshException(Kind.LOCAL, "interrupted", "run it again");
    }
    String what = null;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException || clock.isOver()) {
        return late(endpoint, "no answer", clock);
      } else if (cause instanceof ConnectException) {
        what = "refuses connections";
      } else if (cause instanceof NoRouteToHostException) {
        what = "is not reached: no route to it";
      } else if (cause instanceof UnresolvedAddressException) {
        what = "is not reached: no such host";
      }
    }
    if (what == null) {
      what = "does not answer as an SSH server: " + Printable.of(String.valueOf(e.getMessage()));
    }
    return new SshException(
        Kind.UNREACHABLE,
        endpoint.host() + " port " + endpoint.port() + " " + what,
        "see that the machine runs and that this computer reaches it");
  }

  /** How much is left of the time for all steps together. */
  private static final class Clock {

    private final Duration whole;
    private final long end;

    Clock(Duration whole) {
      this.whole = whole;
      this.end = System.nanoTime() + whole.toNanos();
    }

    Duration left() {
      return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    boolean isOver() {
      return end - System.nanoTime() <= 0;
    }

    @Override
    public String toString() {
      return whole.toMillis() % 1000 == 0 ? whole.toSeconds() + " s" : whole.toMillis() + " ms";
    }
  }

  /** Keeps so much of what is written. */
  private static final class Bounded extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private final boolean breaks;
    private volatile boolean exceeded;

    /**
     * @param breaks whether more than that ends the connection, or is thrown away
     */
    Bounded(int most, boolean breaks) {
      this.most = most;
      this.breaks = breaks;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] data, int offset, int length) throws IOException {
      int room = Math.max(0, Math.min(length, most - bytes.size()));
      bytes.write(data, offset, room);
      if (room < length) {
        exceeded = true;
        if (breaks) {
          throw new IOException("more than " + most + " bytes");
        }
      }
    }

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
