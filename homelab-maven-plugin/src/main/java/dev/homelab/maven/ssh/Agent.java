package dev.homelab.maven.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * ssh-agent, asked for one key only. sshd's own way to it needs a native library; the JDK has Unix
 * sockets.
 */
final class Agent implements SshAgentFactory {

  private final Path socket;
  private final PublicKey key;

  Agent(Path socket, PublicKey key) {
    this.socket = socket;
    this.key = key;
  }

  /** Whether it answers and holds the key. */
  boolean hasTheKey() {
    try (SshAgent agent = new Connection()) {
      return agent.getIdentities().iterator().hasNext();
    } catch (IOException | RuntimeException e) {
      return false; // the variable may well name the socket of an agent that has gone
    }
  }

  @Override
  public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
    return new Connection();
  }

  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of(); // the machine gets no way to the agent
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) {
    throw new UnsupportedOperationException("the agent is not forwarded");
  }

  private final class Connection extends AbstractAgentProxy {

    private static final int LONGEST_ANSWER = 256 << 10;

    private final SocketChannel channel;

    Connection() throws IOException {
      super(null);
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }

    @Override
    public Iterable<? extends Map.Entry<PublicKey, String>> getIdentities() throws IOException {
      List<Map.Entry<PublicKey, String>> ours = new java.util.ArrayList<>();
      for (Map.Entry<PublicKey, String> identity : super.getIdentities()) {
        if (KeyUtils.compareKeys(identity.getKey(), key)) {
          ours.add(identity);
        }
      }
      return ours;
    }

    @Override
    protected synchronized Buffer request(Buffer buffer) throws IOException {
      ByteBuffer out = ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available());
      while (out.hasRemaining()) {
        channel.write(out);
      }
      int length = read(Integer.BYTES).getInt();
      if (length <= 0 || length > LONGEST_ANSWER) {
        throw new IOException("the agent sent an answer of " + length + " bytes");
      }
      return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
      ByteBuffer in = ByteBuffer.allocate(length);
      while (in.hasRemaining()) {
        if (channel.read(in) < 0) {
          throw new EOFException("the agent has gone");
        }
      }
      return in.flip();
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
      super.close();
    }
  }
}
