package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.simulator.http.Certificate;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Token;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets, certificates, and what hostile clients send. */
@Timeout(30)
class WireTest {

  private Simulator simulator;

  @BeforeEach
  void start() throws IOException {
    SimulatedLab lab = SimulatedLab.of(Map.of(), Release.V9);
    lab.cluster().tokens().add(new Token("homelab@pve", "t", "s", false, 0, ""));
    simulator = Simulator.start(SimulatorSettings.of(lab.cluster()));
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private static HttpClient trusting(String pem) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "simulator",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private HttpRequest version(URI base) {
    return HttpRequest.newBuilder(URI.create(base + "/version"))
        .header("Authorization", "PVEAPIToken=homelab@pve!t=s")
        .build();
  }

  @Test
  void whoTrustsItsCertificateGetsAnEncryptedAnswer() throws Exception {
    HttpClient client = trusting(simulator.certificate().pem());

    assertEquals(200, client.send(version(simulator.url()), BodyHandlers.ofString()).statusCode());
    URI byName = URI.create(simulator.url().toString().replace("127.0.0.1", "localhost"));
    assertEquals(200, client.send(version(byName), BodyHandlers.ofString()).statusCode());
  }

  @Test
  void whoDoesNotTrustItGetsNone() {
    assertThrows(
        SSLHandshakeException.class,
        () -> HttpClient.newHttpClient().send(version(simulator.url()), BodyHandlers.ofString()));
  }

  @Test
  void aCertificateCanBeOfSomebodyElse() throws Exception {
    Instant now = Instant.now();
    Certificate foreign =
        Certificate.of(
            List.of("pve.example", "192.0.2.1"), now.minusSeconds(9), now.plusSeconds(900));
    SimulatedLab lab = SimulatedLab.of(Map.of(), Release.V9);
    try (Simulator other = Simulator.start(SimulatorSettings.of(lab.cluster()).showing(foreign))) {
      HttpClient client = trusting(foreign.pem());

      assertThrows(
          SSLHandshakeException.class,
          () -> client.send(version(other.url()), BodyHandlers.ofString()));
    }
  }

  @Test
  void aCertificateCanHaveExpired() {
    Instant now = Instant.now();
    Certificate old =
        Certificate.of(List.of("127.0.0.1"), now.minusSeconds(9), now.minusSeconds(5));

    assertThrows(CertificateExpiredException.class, () -> old.certificate().checkValidity());
  }

  @Test
  void aCertificateCanLastBeyondTheCenturysHalf() throws Exception {
    Instant end = Instant.parse("2055-01-02T03:04:05Z");

    Certificate lasting = Certificate.of(List.of("::1"), Instant.EPOCH, end);

    assertEquals(end, lasting.certificate().getNotAfter().toInstant());
    lasting.certificate().verify(lasting.certificate().getPublicKey());
  }

  @Test
  void theFingerprintIsThatOfTheCertificate() {
    assertTrue(simulator.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
    assertEquals(simulator.certificate().fingerprint(), simulator.fingerprint());
  }

  @Test
  void itListensOnThisMachineOnly() throws IOException {
    assertEquals("127.0.0.1", simulator.url().getHost());
    int port = simulator.httpUrl().getPort();
    for (InetAddress address : InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
      if (!address.isLoopbackAddress()) {
        assertThrows(IOException.class, () -> new Socket(address, port).close());
      }
    }
  }

  /** What a client gets that writes this; the head says that more comes than it sends. */
  private String raw(String head, byte[] piece, int times) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), simulator.httpUrl().getPort())) {
      socket.setSoTimeout(15_000);
      socket
          .getOutputStream()
          .write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      try {
        for (int i = 0; i < times; i++) {
          socket.getOutputStream().write(piece);
        }
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // It has heard enough.
      }
      InputStream in = socket.getInputStream();
      StringBuilder line = new StringBuilder();
      int c;
      try {
        while ((c = in.read()) >= 0 && c != '\r') {
          line.append((char) c);
        }
      } catch (IOException e) {
        return "closed";
      }
      return line.toString();
    }
  }

  private static String post(String type, long length) {
    return "POST /api2/json/nodes/pve/qemu HTTP/1.1\nHost: x\n"
        + "Authorization: PVEAPIToken=homelab@pve!t=s\nContent-Type: "
        + type
        + "\nContent-Length: "
        + length
        + "\n\n";
  }

  @Test
  void aBodyOfMegabytesIsRefused() throws IOException {
    byte[] piece = "a=b&".repeat(256).getBytes(StandardCharsets.US_ASCII);

    assertEquals(
        "HTTP/1.1 413 for now we only accept bodies of up to 512 KiB",
        raw(post("application/x-www-form-urlencoded", piece.length * 2048L), piece, 2048));
  }

  @Test
  void jsonThatIsNestedDeeplyIsRefused() throws IOException {
    byte[] deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);

    assertEquals(
        "HTTP/1.1 400 malformed JSON in request",
        raw(post("application/json", deep.length), deep, 1));
  }

  @Test
  void thousandsOfParametersAreRefused() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      many.append('p').append(i).append("=1&");
    }
    byte[] body = many.toString().getBytes(StandardCharsets.US_ASCII);

    assertEquals(
        "HTTP/1.1 413 too many parameters",
        raw(post("application/x-www-form-urlencoded", body.length), body, 1));
  }

  @Test
  void aMultipartBodyWithoutEndIsRefused() throws IOException {
    byte[] field = "--b\r\nX: ".getBytes(StandardCharsets.US_ASCII);
    byte[] longHead = new byte[200_000];
    java.util.Arrays.fill(longHead, (byte) 'x');
    byte[] body = new byte[field.length + longHead.length];
    System.arraycopy(field, 0, body, 0, field.length);
    System.arraycopy(longHead, 0, body, field.length, longHead.length);

    assertEquals(
        "HTTP/1.1 400 malformed multipart body",
        raw(post("multipart/form-data; boundary=b", body.length), body, 1));
  }

  @Test
  void aPathWithoutEndIsRefused() throws IOException {
    String line =
        raw("GET /api2/json/" + "a/".repeat(40_000) + " HTTP/1.1\nHost: x\n\n", new byte[0], 0);

    assertTrue(line.startsWith("HTTP/1.1 4") || line.equals("closed"), line);
  }

  @Test
  void aBadPercentSignIsRefused() throws IOException {
    assertEquals(
        "HTTP/1.1 400 bad percent sign in request",
        raw("GET /api2/json/version?a=%zz HTTP/1.1\nHost: x\n\n", new byte[0], 0));
  }

  @Test
  void aBodyOfJsonIsTakenLikeAForm() throws Exception {
    byte[] body =
        "{\"vmid\":100,\"name\":\"json\",\"onboot\":true}".getBytes(StandardCharsets.UTF_8);

    assertEquals("HTTP/1.1 200 OK", raw(post("application/json", body.length), body, 1));

    assertEquals(
        "1",
        simulator.look(
            cluster -> {
              cluster.settle(Long.MAX_VALUE);
              return cluster.machines().get(100).config().get("onboot");
            }));
  }
}
