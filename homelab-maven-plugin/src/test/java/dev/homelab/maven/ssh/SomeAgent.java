package dev.homelab.maven.ssh;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.sshd.agent.common.AbstractAgentClient;
import org.apache.sshd.agent.local.AgentImpl;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** An ssh-agent with these keys. */
final class SomeAgent implements AutoCloseable {

  private final Path socket;
  private final ServerSocketChannel server;
  private final AgentImpl keys = new AgentImpl();

  private SomeAgent(Path socket) throws IOException {
    this.socket = socket;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread thread = new Thread(this::serve, "agent");
    thread.setDaemon(true);
    thread.start();
  }

  static SomeAgent with(Path socket, KeyPair... keys) throws IOException {
    SomeAgent agent = new SomeAgent(socket);
    for (KeyPair key : keys) {
      agent.keys.addIdentity(key, "a key");
    }
    return agent;
  }

  Path socket() {
    return socket;
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        answer(client);
      } catch (IOException e) {
        // It was closed, or who asked has gone.
      }
    }
  }

  private void answer(SocketChannel client) throws IOException {
    AbstractAgentClient protocol =
        new AbstractAgentClient(keys) {
          @Override
          protected void reply(Buffer buffer) throws IOException {
            client.write(ByteBuffer.wrap(buffer.getCompactData()));
          }
        };
    ByteBuffer in = ByteBuffer.allocate(8192);
    while (client.read(in.clear()) >= 0) {
      protocol.messageReceived(new ByteArrayBuffer(in.array(), 0, in.position()));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
