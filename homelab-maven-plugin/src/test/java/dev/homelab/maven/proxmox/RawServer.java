package dev.homelab.maven.proxmox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * A server that sends what it is told to, byte for byte: most of what is to be survived here is
 * nothing that a real HTTP server can be brought to send.
 */
final class RawServer implements AutoCloseable {

  /** What it does with a request. */
  @FunctionalInterface
  interface Answer {
    void to(String request, OutputStream out) throws IOException, InterruptedException;
  }

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final ServerSocket server;
  private final String scheme;
  private final Answer answer;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private RawServer(ServerSocket server, String scheme, Answer answer) {
    this.server = server;
    this.scheme = scheme;
    this.answer = answer;
    start(this::accept);
  }

  /** Over plain HTTP. */
  static RawServer plain(Answer answer) throws IOException {
    return new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", answer);
  }

  /** Over TLS. */
  static RawServer tls(SSLContext context, Answer answer) throws IOException {
    ServerSocket server =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    return new RawServer(server, "https", answer);
  }

  /** Sends the same to everybody. */
  static Answer always(String status, String body) {
    return (request, out) -> send(out, status, body);
  }

  static void send(OutputStream out, String status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    send(out, status, bytes);
  }

  static void send(OutputStream out, String status, byte[] body) throws IOException {
    text(
        out,
        "HTTP/1.1 "
            + status
            + "\r\nContent-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n");
    out.write(body);
    out.flush();
  }

  static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String request = read(new BufferedInputStream(socket.getInputStream()));
      if (!request.isEmpty()) {
        requests.add(request);
        answer.to(request, socket.getOutputStream());
      }
    } catch (IOException e) {
      // The client has gone away, which is its right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int next;
    while ((next = in.read()) >= 0) {
      head.write(next);
      if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        Matcher length = LENGTH.matcher(head.toString(StandardCharsets.ISO_8859_1));
        head.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
        break;
      }
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** As an answer has it. */
  URI url() {
    return URI.create(scheme + "://localhost:" + port() + "/api2/json");
  }

  /** The requests, whole. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Their first lines, without the version. */
  List<String> lines() {
    return requests.stream().map(request -> request.replaceFirst("(?s) HTTP.*", "")).toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
