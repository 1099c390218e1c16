package dev.homelab.maven.simulator.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** Serves one handler at two ports of this machine, encrypted and not. */
public final class WebServer implements AutoCloseable {

  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(64 << 10).setMaxHeaderCount(200).build();

  private final Handler handler;
  private final HttpServer encrypted;
  private final HttpServer plain;

  private WebServer(Handler handler, Certificate certificate) {
    this.handler = handler;
    this.encrypted = server(certificate.context());
    this.plain = server(null);
  }

  /** Opens both, each at a port of its own. */
  public static WebServer start(Handler handler, Certificate certificate) throws IOException {
    WebServer server = new WebServer(handler, certificate);
    server.encrypted.start();
    server.plain.start();
    return server;
  }

  private HttpServer server(SSLContext context) {
    return ServerBootstrap.bootstrap()
        .setLocalAddress(loopback())
        .setListenerPort(0)
        .setHttp1Config(LIMITS)
        .setSocketConfig(SocketConfig.custom().setSoTimeout(Timeout.ofMinutes(2)).build())
        .setSslContext(context)
        .setExceptionListener(ExceptionListener.NO_OP)
        // Whatever name a client knows this machine by.
        .setRequestRouter((request, ignored) -> this::serve)
        .create();
  }

  /** As the URLs name it, whatever this machine prefers. */
  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // four bytes are an address
    }
  }

  private void serve(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
      throws IOException {
    boolean keep = true;
    Answer answer;
    try {
      answer = handler.answer(RequestReader.read(request));
    } catch (BadRequest e) {
      answer = Answer.error(e.status(), e.getMessage(), Map.of());
      keep = false;
    } catch (Handler.Dropped e) {
      throw new IOException("dropped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("closed");
    }
    response.setCode(answer.status());
    response.setReasonPhrase(answer.reason());
    response.setHeader("Cache-Control", "max-age=0");
    response.setHeader("Pragma", "no-cache");
    response.setHeader("Server", "pve-api-daemon/3.0");
    if (!keep) {
      response.setHeader("Connection", "close");
    }
    ContentType type =
        answer.contentType().isEmpty() ? null : ContentType.parse(answer.contentType());
    response.setEntity(new ByteArrayEntity(answer.body(), type));
  }

  /** Where the encrypted one is, by address: no resolver is asked. */
  public URI url() {
    return URI.create("https://127.0.0.1:" + encrypted.getLocalPort());
  }

  /** Where the plain one is. */
  public URI httpUrl() {
    return URI.create("http://127.0.0.1:" + plain.getLocalPort());
  }

  @Override
  public void close() {
    encrypted.close(CloseMode.IMMEDIATE);
    plain.close(CloseMode.IMMEDIATE);
  }
}
