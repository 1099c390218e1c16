package dev.homelab.maven.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;

/** A machine's SSH server on this computer, that knows a few commands. */
public final class Machine implements AutoCloseable {

  /** What a command prints, and how it ends. */
  public record Answer(byte[] output, String errors, int exitCode) {

    /** It works. */
    public static Answer of(String output) {
      return new Answer(output.getBytes(java.nio.charset.StandardCharsets.UTF_8), "", 0);
    }

    /** It fails. */
    public static Answer failing(String errors, int exitCode) {
      return new Answer(new byte[0], errors, exitCode);
    }
  }

  private final SshServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<PublicKey> authorized = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> offered = new CopyOnWriteArrayList<>();

  private Machine(int port, List<KeyPair> hostKeys) throws IOException {
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
    server.setPasswordAuthenticator(null);
    server.setPublickeyAuthenticator(
        (user, key, session) -> {
          offered.add(user + " " + KeyUtils.getFingerPrint(key));
          return user.equals("almalinux") && KeyUtils.findMatchingKey(key, authorized) != null;
        });
    server.setCommandFactory(
        (channel, line) ->
            new AbstractCommandSupport(line, null) {
              @Override
              public void run() {
                commands.add(getCommand());
                Answer answer =
                    answers.getOrDefault(
                        getCommand(), Answer.failing(getCommand() + ": command not found\n", 127));
                try {
                  getOutputStream().write(answer.output());
                  getOutputStream().flush();
                  getErrorStream().write(answer.errors().getBytes());
                  getErrorStream().flush();
                } catch (IOException e) {
                  // Who asked has gone.
                }
                onExit(answer.exitCode());
              }
            });
    server.start();
  }

  /** With a new host key. */
  public static Machine started() {
    return at(0, key("ssh-ed25519"));
  }

  /** At that port, with these host keys. */
  public static Machine at(int port, KeyPair... hostKeys) {
    try {
      return new Machine(port, List.of(hostKeys));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new key. */
  public static KeyPair key(String type) {
    try {
      return KeyUtils.generateKeyPair(type, type.equals("ssh-rsa") ? 2048 : 256);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets this one in, as almalinux. */
  public Machine authorizing(PublicKey key) {
    authorized.add(key);
    return this;
  }

  /** Answers a command so from now on. */
  public Machine on(String command, Answer answer) {
    answers.put(command, answer);
    return this;
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  /** What it was told to run. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** Whom it was asked to let in: the user and the key's fingerprint. */
  public List<String> offered() {
    return List.copyOf(offered);
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
