package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Fetches a file by HTTP: resumes what breaks off, and gives up on what comes too slowly. */
final class HttpDownload {

  /**
   * When to give up.
   *
   * @param answer no answer for that long
   * @param window so long a time is looked at together
   * @param leastBytes that have to come in it
   * @param mostBytes that a file may have
   * @param attempts how often a file that breaks off is asked for
   */
  record Patience(Duration answer, Duration window, long leastBytes, long mostBytes, int attempts) {

    /** A poor line brings 10 KiB a second. */
    static final Patience STANDARD =
        new Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), 300 << 10, 512L << 20, 3);
  }

  private static final int HOPS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Route route;
  private final Patience patience;
  private final Progress progress;
  private final HttpClient client;

  HttpDownload(Route route, Patience patience, Progress progress) {
    this.route = route;
    this.patience = patience;
    this.progress = progress;
    this.client = client();
  }

  private HttpClient client() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER) // counted here, and never to plain http
            .connectTimeout(patience.answer());
    route
        .proxy()
        .ifPresent(
            proxy -> {
              builder.proxy(new Selector(proxy));
              if (!proxy.user().isEmpty()) {
                // Java sends no password to a proxy before an https address unless told so.
                System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
                builder.authenticator(new ProxyPassword(proxy));
              }
            });
    return builder.build();
  }

  /**
   * Fetches a file.
   *
   * @param what it is called in progress and messages: "tofu 1.12.6"
   * @param target where it goes; does not exist yet
   */
  void fetch(String what, URI file, Path target) throws HomelabException {
    URI from = route.to(file);
    progress.line("fetching " + what + " from " + from.getHost());
    String last = "";
    for (int attempt = 0; attempt < patience.attempts(); attempt++) {
      try {
        if (attempt(what, from, target)) {
          return;
        }
        last = "it ended early, after " + megabytes(size(target));
      } catch (Refused e) {
        throw refusal(what, from, e.getMessage());
      } catch (LocalFailure e) {
        throw localFailure(target, e.getCause());
      } catch (IOException e) {
        last = reason(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw refusal(what, from, "it was interrupted");
      }
    }
    throw refusal(what, from, last);
  }

  private static String reason(IOException e) {
    if (e instanceof ConnectException) { // without a word for a name that is unknown
      return "the host cannot be reached";
    }
    String name = e.getClass().getSimpleName().replaceFirst("Exception$", "");
    return e.getMessage() == null ? name : e.getMessage();
  }

  private static HomelabException refusal(String what, URI from, String why) {
    return new HomelabException(
        new Problem(
            what + " cannot be fetched from " + from + ": " + why,
            "see whether that address can be reached from here, with the proxy in settings.xml"));
  }

  private static HomelabException localFailure(Path target, Throwable why) {
    return new HomelabException(
        new Problem(
            target.getParent() + " cannot be written: " + why.getMessage(),
            "make room there, or set -Dhomelab.tools.dir to another folder"));
  }

  /** Whether the file is whole now. */
  private boolean attempt(String what, URI from, Path target)
      throws IOException, InterruptedException, Refused, LocalFailure {
    long have = size(target);
    HttpResponse<InputStream> response = answer(from, have);
    try (InputStream in = response.body()) {
      if (response.statusCode() == 206 && startsAt(response, have)) {
        return receive(what, in, target, have, have + length(response));
      }
      if (response.statusCode() == 416) {
        delete(target); // what is here is not a part of it
        return false;
      }
      if (response.statusCode() != 200) {
        throw new Refused("the answer is " + response.statusCode());
      }
      delete(target);
      return receive(what, in, target, 0, length(response));
    }
  }

  private HttpResponse<InputStream> answer(URI from, long have)
      throws IOException, InterruptedException, Refused {
    URI at = from;
    for (int hop = 0; hop <= HOPS; hop++) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(at).timeout(patience.answer()).header("User-Agent", "homelab");
      if (have > 0) {
        request.header("Range", "bytes=" + have + "-");
      }
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      response.body().close();
      at = next(at, response.headers().firstValue("Location").orElse(""));
    }
    throw new Refused("it is redirected more than " + HOPS + " times");
  }

  private static URI next(URI at, String location) throws Refused {
    try {
      URI next = at.resolve(location);
      if ("https".equals(next.getScheme())
          || "http".equals(next.getScheme()) && "http".equals(at.getScheme())) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      // Not even an address.
    }
    throw new Refused("it is redirected to '" + location + "'");
  }

  private static boolean startsAt(HttpResponse<?> response, long have) {
    return response
        .headers()
        .firstValue("Content-Range")
        .filter(range -> range.startsWith("bytes " + have + "-"))
        .isPresent();
  }

  /** -1 when the server does not say. */
  private static long length(HttpResponse<?> response) {
    return response.headers().firstValueAsLong("Content-Length").orElse(-1);
  }

  private boolean receive(String what, InputStream in, Path target, long have, long whole)
      throws IOException, Refused, LocalFailure {
    Pace pace = new Pace(in);
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    long millis = patience.window().toMillis();
    watch.scheduleAtFixedRate(pace, millis, millis, TimeUnit.MILLISECONDS);
    long received = have;
    try (OutputStream out = open(target)) {
      byte[] buffer = new byte[64 << 10];
      int read;
      while ((read = in.read(buffer)) >= 0) {
        received += read;
        pace.received += read;
        if (received > patience.mostBytes()) {
          throw new Refused("it is larger than " + megabytes(patience.mostBytes()));
        }
        write(out, buffer, read);
        progress.now("fetching " + what + ": " + megabytes(received) + " of " + megabytes(whole));
      }
    } catch (IOException e) {
      if (!pace.tooSlow) {
        throw e;
      }
    } finally {
      watch.shutdownNow();
    }
    if (pace.tooSlow) {
      throw new Refused(
          String.format(
              Locale.ROOT,
              "it comes too slowly, less than %.1f KB/s",
              patience.leastBytes() / 1024.0 / (millis / 1000.0)));
    }
    return whole < 0 || received == whole;
  }

  private static OutputStream open(Path target) throws LocalFailure {
    try {
      return Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int length) throws LocalFailure {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }

  private static void delete(Path target) throws LocalFailure {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }

  private static long size(Path target) {
    try {
      return Files.size(target);
    } catch (IOException e) {
      return 0;
    }
  }

  private static String megabytes(long bytes) {
    return bytes < 0 ? "?" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** Closes the stream under the reader when too little comes. */
  private final class Pace implements Runnable {

    private final InputStream in;
    private volatile boolean tooSlow;
    private volatile long received;
    private long before;

    Pace(InputStream in) {
      this.in = in;
    }

    @Override
    public void run() {
      if (received - before < patience.leastBytes()) {
        tooSlow = true;
        try {
          in.close();
        } catch (IOException e) {
          // The reader sees it.
        }
      }
      before = received;
    }
  }

  /** The proxy for the hosts it leads to. */
  private static final class Selector extends ProxySelector {

    private final Route.Proxy proxy;
    private final ProxySelector through;

    Selector(Route.Proxy proxy) {
      this.proxy = proxy;
      this.through = ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port()));
    }

    @Override
    public java.util.List<java.net.Proxy> select(URI uri) {
      return proxy.leadsTo(uri.getHost())
          ? through.select(uri)
          : java.util.List.of(java.net.Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, java.net.SocketAddress address, IOException e) {
      // The request fails with it.
    }
  }

  private static final class ProxyPassword extends Authenticator {

    private final Route.Proxy proxy;

    ProxyPassword(Route.Proxy proxy) {
      this.proxy = proxy;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? new PasswordAuthentication(proxy.user(), proxy.password().toCharArray())
          : null;
    }
  }

  /** It is no use to ask again. */
  private static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  /** The fault is on this side. */
  private static final class LocalFailure extends Exception {

    private static final long serialVersionUID = 1L;

    LocalFailure(IOException why) {
      super(why);
    }
  }
}
