package dev.homelab.maven.proxmox;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Sends requests over HTTP, without a proxy in between and following no redirection. */
final class HttpWire implements Wire {

  /** The longest answer that was ever seen, a large cluster's resources, has two. */
  static final int LONGEST_BODY = 16 << 20;

  /** In one network, who has not answered by then is not there. */
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  /** How the HTTP client puts it, depending on its version and on where the answer broke off. */
  private static final Pattern ENDED =
      Pattern.compile("EOF reached|received no bytes|fixed content-length|closed( locally)?$");

  private final Connection connection;
  private final String base;
  private final Outside outside;
  private final Complaints complaints;
  private final ExecutorService threads = Executors.newCachedThreadPool(HttpWire::daemon);
  private final HttpClient client;
  private volatile boolean nameKnown;

  HttpWire(Connection connection, Outside outside, Complaints complaints) throws ProxmoxException {
    this.connection = connection;
    this.base = connection.url().toString().replaceFirst("/+$", "");
    this.outside = outside;
    this.complaints = complaints;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(
                shorter(LONGEST_CONNECT, connection.deadline().multipliedBy(2).dividedBy(3)))
            .executor(threads)
            .sslContext(TlsTrust.context(connection.trust()))
            .build();
  }

  /** A thread that waits for DNS cannot be told to stop, and must not keep Maven from ending. */
  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "homelab-proxmox");
    thread.setDaemon(true);
    return thread;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public Reply send(Call call, Deadline deadline) throws ProxmoxException {
    try {
      resolve(call, deadline);
      return exchange(call, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw complaints.interrupted(call);
    }
  }

  /**
   * Looks the name up before the HTTP client does: that one says of a name that is unknown only
   * that it could not connect.
   */
  private void resolve(Call call, Deadline deadline) throws ProxmoxException, InterruptedException {
    if (nameKnown) {
      return;
    }
    Future<?> lookup = threads.submit(() -> outside.names().addresses(connection.url().getHost()));
    try {
      lookup.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      nameKnown = true;
    } catch (TimeoutException e) {
      throw complaints.slowName(deadline);
    } catch (ExecutionException e) {
      throw Causes.find(e, UnknownHostException.class).isPresent()
          ? complaints.unknownName()
          : complaints.brokenConnection(call, message(e));
    } finally {
      lookup.cancel(true);
    }
  }

  private Reply exchange(Call call, Deadline deadline)
      throws ProxmoxException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request(call), info -> new LimitedBody(LONGEST_BODY));
    try {
      HttpResponse<byte[]> response = answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Location").orElse(""),
          response.body());
    } catch (TimeoutException e) {
      throw complaints.slow(call, deadline);
    } catch (ExecutionException e) {
      throw failure(call, e);
    } finally {
      answer.cancel(true); // closes the connection of what is given up
    }
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + call.target()))
            .header(
                "Authorization",
                "PVEAPIToken=" + connection.token().id() + "=" + connection.token().secret())
            .header("Accept", "application/json")
            .header("User-Agent", "homelab-maven-plugin");
    if (call.method().equals("GET")) {
      return request.GET().build(); // not with an empty body, which some proxies refuse
    }
    if (call.body().isEmpty()) {
      return request.method(call.method(), HttpRequest.BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()))
        .build();
  }

  private ProxmoxException failure(Call call, ExecutionException why) {
    CertificateRefused certificate = Causes.find(why, CertificateRefused.class).orElse(null);
    if (certificate != null) {
      return complaints.certificate(certificate);
    }
    if (Causes.find(why, LimitedBody.TooLong.class).isPresent()) {
      return complaints.tooLong(call, LONGEST_BODY);
    }
    if (Causes.find(why, HttpConnectTimeoutException.class).isPresent()) {
      return complaints.silentAddress();
    }
    if (Causes.find(why, ProtocolException.class).isPresent()) {
      String message = message(why);
      return complaints.noHttp(message.startsWith("Invalid status line") ? message : "");
    }
    if (Causes.find(why, SSLException.class).isPresent()) {
      return tlsFailure(call, why);
    }
    if (Causes.find(why, ConnectException.class).isPresent()) {
      return connectFailure(why);
    }
    return complaints.brokenConnection(call, message(why));
  }

  private ProxmoxException connectFailure(ExecutionException why) {
    // "No route to host" and "Network is unreachable" come as the same exception.
    return Causes.find(why, ConnectException.class)
            .map(e -> String.valueOf(e.getMessage()))
            .filter(message -> message.matches("(?i).*(route|unreachable|timed out).*"))
            .isPresent()
        ? complaints.silentAddress()
        : complaints.refusedConnection();
  }

  private ProxmoxException tlsFailure(Call call, ExecutionException why) {
    String message = message(why);
    if (message.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")) {
      return complaints.noTls();
    }
    // A server that goes away in the middle of the handshake may be starting.
    if (Causes.find(why, EOFException.class).isPresent()
        || Causes.find(why, SSLHandshakeException.class).isEmpty()) {
      return complaints.brokenConnection(call, message);
    }
    return complaints.brokenTls(message);
  }

  /** The innermost that says anything: what is around it repeats it with class names. */
  private static String message(Throwable why) {
    String message = "";
    Throwable cause = why;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause.getMessage() != null && cause instanceof IOException) {
        message = cause.getMessage();
      }
      cause = cause.getCause();
    }
    return ENDED.matcher(message).find() ? "it was closed before the answer was whole" : message;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
