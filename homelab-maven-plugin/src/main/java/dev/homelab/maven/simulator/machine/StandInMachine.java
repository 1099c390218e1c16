package dev.homelab.maven.simulator.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;

/**
 * A machine's SSH server. It takes files by scp and commands, and runs none of them: each is
 * written down and ends well. Only a script that restarts the machine has an effect, the one that a
 * client notices: the connection is gone.
 */
public final class StandInMachine implements AutoCloseable {

  private final SshServer server;
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final Map<String, String> files = new TreeMap<>();

  private StandInMachine(InetAddress address, String user, PublicKey key) throws IOException {
    server = SshServer.setUpDefaultServer();
    server.setHost(address.getHostAddress());
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey()));
    server.setPublickeyAuthenticator(
        (who, offered, session) -> who.equals(user) && KeyUtils.compareKeys(offered, key));
    server.setCommandFactory(this::command);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ofMinutes(10));
    server.start();
  }

  /**
   * Starts one at a free port.
   *
   * @param address one of this computer's own
   * @param user who may log in, with {@code key} and in no other way
   */
  public static StandInMachine start(InetAddress address, String user, PublicKey key)
      throws IOException {
    return new StandInMachine(address, user, key);
  }

  private static KeyPair hostKey() {
    try {
      return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make an ECDSA key", e);
    }
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  /** What it was told, from the first to the last; not the copying of files. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** The files it was given, by their paths, as they are now. */
  public Map<String, String> files() {
    synchronized (files) {
      return Map.copyOf(files);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  private Command command(ChannelSession channel, String line) {
    return line.matches("scp( -\\w*)* -\\w*t .+")
        ? new Upload(line, line.substring(line.indexOf("t ") + 2))
        : new Told(line);
  }

  private boolean restarts(String line) {
    synchronized (files) {
      return files.entrySet().stream()
          .filter(file -> line.contains(" bash '" + file.getKey() + "'"))
          .anyMatch(file -> file.getValue().contains("systemctl reboot\n"));
    }
  }

  /** A command that is written down. */
  private final class Told extends AbstractCommandSupport {

    Told(String line) {
      super(line, null);
    }

    @Override
    public void run() {
      commands.add(getCommand().strip()); // packer sends its line break, too
      if (restarts(getCommand())) {
        ServerSession session = getServerSession();
        server.getActiveSessions().stream()
            .filter(other -> other != session)
            .forEach(StandInMachine::drop);
        drop(session);
        return;
      }
      onExit(0);
    }
  }

  private static void drop(Session session) {
    session.close(true);
  }

  /** A file that is being copied here. */
  private final class Upload extends AbstractCommandSupport {

    private final String folder;

    Upload(String line, String folder) {
      super(line, null);
      this.folder = folder.replaceAll("^'(.*)'$", "$1");
    }

    @Override
    public void run() {
      try {
        receive(getInputStream(), getOutputStream());
        onExit(0);
      } catch (InterruptedIOException e) {
        Thread.currentThread().interrupt(); // the machine is being closed
      } catch (IOException e) {
        onExit(1, e.getMessage());
      }
    }

    private void receive(InputStream in, OutputStream out) throws IOException {
      ScpSink sink = new ScpSink(in, out);
      for (ScpSink.Received file = sink.next(); file != null; file = sink.next()) {
        String path = folder.endsWith("/") ? folder + file.name() : folder + "/" + file.name();
        synchronized (files) {
          files.put(path, new String(file.content(), StandardCharsets.UTF_8));
        }
      }
    }
  }
}
