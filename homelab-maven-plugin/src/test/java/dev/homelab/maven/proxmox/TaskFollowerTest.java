package dev.homelab.maven.proxmox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for {@link TaskFollower}. */
@Timeout(60)
class TaskFollowerTest {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Asking.Clock clock = new Asking.Clock();
  private final List<String> heard = new ArrayList<>();

  /** A task that runs for so many looks, says a line at each, and ends so. */
  private static RawServer.Answer task(int looks, String exit) {
    int[] looked = {0};
    return (request, out) -> {
      if (request.contains("/log?")) {
        log(request, out, looked[0]);
      } else if (++looked[0] <= looks) {
        data(out, "{\"status\":\"running\"}");
      } else {
        data(out, "{\"status\":\"stopped\",\"exitstatus\":\"" + exit + "\"}");
      }
    };
  }

  private static void log(String request, OutputStream out, int lines) throws IOException {
    int start = Integer.parseInt(request.replaceFirst("(?s).*[?&]start=(\\d+).*", "$1"));
    List<String> shown = new ArrayList<>();
    for (int line = start + 1; line <= lines; line++) {
      shown.add("{\"n\":" + line + ",\"t\":\"step " + line + "\"}");
    }
    data(out, "[" + String.join(",", shown) + "]");
  }

  private static void data(OutputStream out, String data) throws IOException {
    RawServer.send(out, "200 OK", "{\"data\":" + data + "}");
  }

  private TaskStatus follow(RawServer.Answer answer) throws IOException, ProxmoxException {
    try (RawServer server = RawServer.plain(answer);
        ProxmoxApi proxmox = ProxmoxApi.open(Asking.connection(server.url()), clock.outside())) {
      return proxmox.awaitTask(Recorded.CLONE, heard::add, LONGEST);
    }
  }

  private ProxmoxException failure(RawServer.Answer answer) throws IOException {
    try (RawServer server = RawServer.plain(answer)) {
      return Asking.failure(
          Asking.connection(server.url()),
          clock.outside(),
          proxmox -> proxmox.awaitTask(Recorded.CLONE, heard::add, LONGEST));
    }
  }

  @Test
  void tellsEachLineOnceWhileItWaits() throws Exception {
    TaskStatus status = follow(task(5, "OK"));

    assertEquals("OK", status.exit());
    assertEquals(List.of("step 1", "step 2", "step 3", "step 4", "step 5", "step 6"), heard);
    assertEquals(
        List.of(
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2)),
        clock.slept());
  }

  @Test
  void takesWarningsForSuccess() throws Exception {
    assertTrue(follow(task(0, "WARNINGS: 2")).succeeded());
  }

  @Test
  void showsTheEndOfTheLogOfATaskThatFailed() throws Exception {
    ProxmoxException failure = failure(task(5, "clone failed: no space left on device"));

    assertEquals(
        """
        the task 'qmclone' of 9000 on pve failed: clone failed: no space left on device; its log \
        ends: step 4 / step 5 / step 6
          fix: make room on that storage, or name another one in homelab.properties""",
        failure.getMessage());
    assertEquals(Kind.TASK_FAILED, failure.kind());
    assertEquals("clone failed: no space left on device", failure.words());
  }

  @Test
  void showsWhatIsHiddenInALog() throws Exception {
    RawServer.Answer odd =
        (request, out) ->
            data(
                out,
                request.contains("/log?")
                    ? "[{\"t\":\"\\u001b[2Jgone\"},{\"t\":\"TASK ERROR: a\\u202eb\"},{\"t\":7},{}]"
                    : "{\"status\":\"stopped\",\"exitstatus\":\"a\\u202eb\"}");

    assertEquals(
        """
        the task 'qmclone' of 9000 on pve failed: a\\u202Eb; its log ends: \\u001B[2Jgone / 7
          fix: open the task in Proxmox's task list for its whole log""",
        failure(odd).getMessage());
    assertEquals("\\u001B[2Jgone", heard.get(0));
  }

  @Test
  void saysThatATaskGoesOnAfterTheDeadline() throws Exception {
    ProxmoxException failure = failure(task(10_000, "OK"));

    assertEquals(
        """
        the task 'qmclone' of 9000 on pve has not ended within 10 min
          fix: it goes on in Proxmox: wait there until it has ended, then try again""",
        failure.getMessage());
    assertEquals(Kind.TIMEOUT, failure.kind());
    assertEquals(LONGEST, clock.slept().stream().reduce(Duration.ZERO, Duration::plus));
  }

  @Test
  void outlastsAProxyThatRestarts() throws Exception {
    int[] asked = {0};
    RawServer.Answer restarting =
        (request, out) -> {
          if (++asked[0] > 8) {
            task(0, "OK").to(request, out);
          }
        };

    assertTrue(follow(restarting).succeeded());
  }

  @Test
  void givesUpOnANodeThatStaysAwayForAMinute() throws Exception {
    ProxmoxException failure = failure((request, out) -> RawServer.send(out, "595 no", ""));

    assertEquals(Kind.NODE_UNREACHABLE, failure.kind());
    Duration waited = clock.slept().stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(waited.toSeconds() >= 60 && waited.toSeconds() < 70, waited::toString);
  }

  @Test
  void isNotStoppedByALogThatMayNotBeRead() throws Exception {
    RawServer.Answer secretive =
        (request, out) -> {
          if (request.contains("/log?")) {
            RawServer.send(out, "403 no", "");
          } else {
            task(0, "OK").to(request, out);
          }
        };

    assertTrue(follow(secretive).succeeded());
  }

  @Test
  void saysThatTheTokenWasTakenAwayMeanwhile() throws Exception {
    ProxmoxException failure = failure((request, out) -> RawServer.send(out, "401 no", ""));

    assertEquals(Kind.UNAUTHORIZED, failure.kind());
  }
}
