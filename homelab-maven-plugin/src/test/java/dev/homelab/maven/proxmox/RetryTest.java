package dev.homelab.maven.proxmox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link ProxmoxApi} tries again, and what it does not. */
@Timeout(60)
class RetryTest {

  private static final String VERSION = Recorded.answer("version");

  private final Asking.Clock clock = new Asking.Clock();

  /**
   * Each to one request, the last one to all that follow. An empty one hangs up, a half one breaks
   * off.
   */
  private static RawServer.Answer inTurn(String... statuses) {
    Deque<String> left = new ArrayDeque<>(List.of(statuses));
    return (request, out) -> {
      String status = left.size() > 1 ? left.pop() : left.peek();
      if (status.equals("half")) {
        RawServer.text(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
      } else if (!status.isEmpty()) {
        RawServer.send(out, status, status.startsWith("200") ? VERSION : "");
      }
    };
  }

  @Test
  void asksAgainWhileItMayPass() throws Exception {
    try (RawServer server = RawServer.plain(inTurn("502 no", "503 no", "596 no", "200 OK"));
        ProxmoxApi proxmox = ProxmoxApi.open(Asking.connection(server.url()), clock.outside())) {
      assertEquals("9.1.3", proxmox.version().text());
      assertEquals(4, server.requests().size());
      assertEquals(
          List.of(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2)),
          clock.slept());
    }
  }

  @Test
  void asksAgainWhenTheConnectionBreaks() throws Exception {
    try (RawServer server = RawServer.plain(inTurn("half", "half", "200 OK"));
        ProxmoxApi proxmox = ProxmoxApi.open(Asking.connection(server.url()), clock.outside())) {
      assertEquals("9.1.3", proxmox.version().text());
      assertEquals(3, server.requests().size());
    }
  }

  @Test
  void givesUpAfterTheFourthTime() throws Exception {
    assertEquals(4, failures("595 no", ProxmoxApi::version, Kind.NODE_UNREACHABLE));
  }

  @Test
  void asksOnceWhenTheAnswerWouldBeTheSame() throws Exception {
    assertEquals(1, failures("500 no", ProxmoxApi::version, Kind.SERVER));
    assertEquals(1, failures("401 no", ProxmoxApi::version, Kind.UNAUTHORIZED));
    assertEquals(1, failures("403 no", ProxmoxApi::version, Kind.FORBIDDEN));
    assertEquals(1, failures("200", proxmox -> proxmox.nodes(), Kind.NOT_PROXMOX));
  }

  @Test
  void neverRepeatsAChange() throws Exception {
    for (String failure : List.of("", "502 no", "503 no", "595 no", "596 no")) {
      Kind kind = failure.startsWith("59") ? Kind.NODE_UNREACHABLE : Kind.UNREACHABLE;
      assertEquals(1, failures(failure, proxmox -> proxmox.stop("pve", 1), kind));
      assertEquals(1, failures(failure, proxmox -> proxmox.delete("pve", 1), kind));
      assertEquals(
          1, failures(failure, proxmox -> proxmox.setDescription("pve", 1, "x", ""), kind));
    }
    assertEquals(List.of(), clock.slept());
  }

  @Test
  void stopsToRepeatWhenTheDeadlineWouldPass() throws Exception {
    try (RawServer server = RawServer.plain(inTurn("503 no"))) {
      Connection hasty =
          new Connection(
              server.url(), Asking.TOKEN, new Trust.SystemTrust(), Duration.ofMillis(900));

      Asking.failure(hasty, clock.outside(), ProxmoxApi::version);

      assertEquals(List.of(Duration.ofMillis(250)), clock.slept());
      assertEquals(2, server.requests().size());
    }
  }

  /** How often it asked until it failed. */
  private int failures(String status, Asking.Question question, Kind kind) throws IOException {
    try (RawServer server = RawServer.plain(inTurn(status))) {
      ProxmoxException failure =
          Asking.failure(Asking.connection(server.url()), clock.outside(), question);
      assertEquals(kind, failure.kind());
      return server.requests().size();
    }
  }
}
