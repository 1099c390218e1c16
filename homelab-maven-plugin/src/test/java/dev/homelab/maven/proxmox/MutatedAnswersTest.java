package dev.homelab.maven.proxmox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand damaged answers. Whatever comes, the client returns a value or throws its own
 * exception, and does not wait for what does not come.
 */
@Timeout(120)
class MutatedAnswersTest {

  private static final long SEED = 20_261_124;

  /** Damaged bodies. */
  private static final int BODIES = 9_500;

  /** Damaged HTTP, each over a connection of its own. */
  private static final int ANSWERS = 500;

  private static final List<String> NAMES = List.copyOf(new TreeSet<>(Recorded.CALLS.keySet()));

  private static final int[] STATUSES = {
    200, 200, 200, 200, 200, 200, 400, 401, 403, 500, 502, 595
  };

  private final Random random = new Random(SEED);
  private final List<String> others = new ArrayList<>();
  private int values;
  private int refusals;

  @Test
  void giveNoOtherExceptionThanOurs() throws Exception {
    AtomicReference<Reply> next = new AtomicReference<>();
    Connection connection =
        Asking.connection(java.net.URI.create("https://pve.lan:8006/api2/json"));
    Outside outside = new Asking.Clock().outside();
    Wire wire = new OneReply(next);
    Transport transport = new Transport(connection, outside, new Complaints(connection), wire);
    try (ProxmoxApi proxmox = new ProxmoxApi(connection, transport, outside)) {
      for (int round = 0; round < BODIES; round++) {
        String name = anyName();
        byte[] body = damaged(name);
        next.set(new Reply(anyStatus(name), "", body));
        ask(proxmox, name, body);
      }
    }

    assertEquals(List.of(), others);
    assertTrue(values > BODIES / 10, () -> "only " + values + " gave a value");
    assertTrue(refusals > BODIES / 10, () -> "only " + refusals + " were refused");
  }

  @Test
  void endWithinTheDeadlineWhenTheHttpIsDamagedToo() throws Exception {
    AtomicReference<byte[]> next = new AtomicReference<>();
    Duration patience = Duration.ofSeconds(2);
    try (RawServer server =
            RawServer.plain(
                (request, out) -> {
                  out.write(next.get());
                  out.flush();
                });
        ProxmoxApi proxmox =
            ProxmoxApi.open(
                new Connection(server.url(), Asking.TOKEN, new Trust.SystemTrust(), patience),
                new Asking.Clock().outside())) {
      for (int round = 0; round < ANSWERS; round++) {
        String name = anyName();
        byte[] answer =
            random.nextBoolean()
                ? http(anyStatus(name), damaged(name))
                : Mutation.ofBytes(
                    http(200, Recorded.answer(name).getBytes(StandardCharsets.UTF_8)), random);
        next.set(answer);
        long start = System.nanoTime();
        ask(proxmox, name, answer);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(Duration.ofSeconds(30)) < 0, () -> name + " took " + took);
      }
    }

    assertEquals(List.of(), others);
    assertTrue(values > ANSWERS / 20, () -> "only " + values + " gave a value");
    assertTrue(refusals > ANSWERS / 10, () -> "only " + refusals + " were refused");
  }

  private String anyName() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private int anyStatus(String name) {
    return switch (name) {
      case "refusal" -> 400;
      case "forbidden" -> 403;
      default -> STATUSES[random.nextInt(STATUSES.length)];
    };
  }

  private byte[] damaged(String name) {
    String json = Recorded.answer(name);
    byte[] body =
        (random.nextBoolean() ? Mutation.ofValues(json, random) : json)
            .getBytes(StandardCharsets.UTF_8);
    return random.nextInt(3) > 0 ? Mutation.ofBytes(body, random) : body;
  }

  private static byte[] http(int status, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head =
        "HTTP/1.1 "
            + status
            + " word\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** Keeps what is thrown besides our own. */
  private void ask(ProxmoxApi proxmox, String name, byte[] answer) {
    try {
      Recorded.CALLS.get(name).ask(proxmox);
      values++;
    } catch (ProxmoxException e) {
      refusals++;
    } catch (RuntimeException | StackOverflowError e) {
      others.add(
          name
              + " "
              + e
              + " at "
              + e.getStackTrace()[0]
              + " from "
              + new String(answer, StandardCharsets.ISO_8859_1));
    }
  }

  /** Gives the reply that is next to every call. */
  private record OneReply(AtomicReference<Reply> next) implements Wire {

    @Override
    public Reply send(Call call, Deadline deadline) {
      return next.get();
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
