package dev.homelab.maven.proxmox;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Ways to ask a server in a test: with a token that can be recognised, and without waiting. */
final class Asking {

  static final String SECRET = "11f3a9d2-planted-secret";
  static final ApiToken TOKEN = new ApiToken("homelab@pve!ci", SECRET);
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private Asking() {}

  /** A call that fails. */
  @FunctionalInterface
  interface Question {
    void ask(ProxmoxApi proxmox) throws ProxmoxException;
  }

  /** A clock that moves only when somebody sleeps. */
  static final class Clock {

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> slept = new ArrayList<>();

    Outside outside() {
      return new Outside(InetAddress::getAllByName, nanos::get, this::sleep);
    }

    private void sleep(Duration time) {
      slept.add(time);
      nanos.addAndGet(time.toNanos());
    }

    List<Duration> slept() {
      return List.copyOf(slept);
    }
  }

  static Connection connection(URI url) {
    return new Connection(url, TOKEN, new Trust.SystemTrust(), PATIENCE);
  }

  /** How it fails. */
  static ProxmoxException failure(Connection connection, Outside outside, Question question) {
    return assertThrows(
        ProxmoxException.class,
        () -> {
          try (ProxmoxApi proxmox = ProxmoxApi.open(connection, outside)) {
            question.ask(proxmox);
          }
        });
  }

  /** How it fails, with the server's port, which is another each time, written as PORT. */
  static String message(RawServer server, Question question) {
    return message(server, connection(server.url()), new Clock().outside(), question);
  }

  static String message(
      RawServer server, Connection connection, Outside outside, Question question) {
    return failure(connection, outside, question)
        .getMessage()
        .replace(":" + server.port(), ":PORT");
  }
}
