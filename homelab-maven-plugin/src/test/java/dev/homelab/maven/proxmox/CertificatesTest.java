package dev.homelab.maven.proxmox;

import static dev.homelab.maven.proxmox.Asking.PATIENCE;
import static dev.homelab.maven.proxmox.Asking.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which certificates {@link ProxmoxApi} accepts, and what it says of those that it does not. */
@Timeout(60)
class CertificatesTest {

  private static final String PASSWORD = "changeit";
  private static final RawServer.Answer VERSION =
      RawServer.always("200 OK", "{\"data\":{\"version\":\"9.1.3\"}}");

  @TempDir private static Path folder;

  @BeforeAll
  static void make() throws Exception {
    keytool("ca", "-dname", "CN=Proxmox Virtual Environment", "-ext", "bc:c");
    leaf("good", "2", "-ext", "san=dns:localhost");
    leaf("expired", "1", "-ext", "san=dns:localhost", "-startdate", "2020/01/02 00:00:00");
    leaf("early", "1", "-ext", "san=dns:localhost", "-startdate", "2090/01/02 00:00:00");
    leaf("other", "2", "-ext", "san=dns:pve1.lan,ip:10.9.8.7");
    Files.writeString(folder.resolve("ca.pem"), pem("ca"));
  }

  private static void leaf(String alias, String days, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-dname", "CN=pve", "-signer", "ca", "-validity", days));
    arguments.addAll(List.of(more));
    keytool(alias, arguments.toArray(String[]::new));
  }

  private static void keytool(String alias, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12"));
    arguments.addAll(List.of("-keystore", keystore().toString(), "-storepass", PASSWORD));
    arguments.addAll(List.of(more));
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Result result =
        new Runner(System.getenv(), new Secrets(), Optional.empty())
            .run(Command.of(keytool, arguments));
    assertTrue(result.ok(), result.output());
  }

  private static Path keystore() {
    return folder.resolve("keys.p12");
  }

  private static KeyStore keys() throws Exception {
    return KeyStore.getInstance(keystore().toFile(), PASSWORD.toCharArray());
  }

  private static X509Certificate certificate(String alias) throws Exception {
    return (X509Certificate) keys().getCertificate(alias);
  }

  private static String pem(String alias) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate(alias).getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** A server that shows that certificate. */
  private static RawServer server(String alias) throws Exception {
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    KeyStore all = keys();
    one.setKeyEntry(
        alias,
        all.getKey(alias, PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        all.getCertificateChain(alias));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(one, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return RawServer.tls(context, VERSION);
  }

  private static Trust authority() {
    return new Trust.CaFile(folder.resolve("ca.pem"));
  }

  private static String version(String alias, Trust trust) throws Exception {
    try (RawServer server = server(alias);
        ProxmoxApi proxmox =
            ProxmoxApi.open(new Connection(server.url(), TOKEN, trust, PATIENCE))) {
      return proxmox.version().text();
    }
  }

  private static String refused(String alias, Trust trust) throws Exception {
    try (RawServer server = server(alias)) {
      Connection connection = new Connection(server.url(), TOKEN, trust, PATIENCE);
      ProxmoxException failure = Asking.failure(connection, Outside.real(), ProxmoxApi::version);
      assertEquals(Kind.CERTIFICATE, failure.kind());
      assertEquals(List.of(), server.requests());
      return failure.getMessage().replace(":" + server.port(), ":PORT");
    }
  }

  @Test
  void acceptsOneThatTheGivenAuthoritySigned() throws Exception {
    assertEquals("9.1.3", version("good", authority()));
  }

  @Test
  void acceptsThePinnedOneWhateverNameAndDatesItHas() throws Exception {
    String fingerprint = Certificates.fingerprint(certificate("other"));
    String bare = Certificates.fingerprint(certificate("expired")).replace(":", "").toLowerCase();

    assertEquals("9.1.3", version("other", new Trust.Fingerprint(fingerprint)));
    assertEquals("9.1.3", version("expired", new Trust.Fingerprint(bare)));
  }

  @Test
  void acceptsAnyWhenToldTo() throws Exception {
    assertEquals("9.1.3", version("expired", new Trust.Insecure()));
  }

  @Test
  void saysWhoSignedOneThatNobodyKnows() throws Exception {
    String fingerprint = Certificates.fingerprint(certificate("good"));

    assertEquals(
        "the certificate of localhost:PORT is signed by nobody whom this Java trusts, but by"
            + " 'CN=Proxmox Virtual Environment'\n"
            + "  fix: copy /etc/pve/pve-root-ca.pem from the node and give it with"
            + " -Dhomelab.proxmox.caFile=FILE; or, if 'pvenode cert info' on the node shows the"
            + " fingerprint "
            + fingerprint
            + ", pin it with -Dhomelab.proxmox.fingerprint="
            + fingerprint,
        refused("good", new Trust.SystemTrust()));
  }

  @Test
  void saysWhenOneExpired() throws Exception {
    String fingerprint = Certificates.fingerprint(certificate("expired"));

    assertEquals(
        "the certificate of localhost:PORT expired on 2020-01-03\n"
            + "  fix: renew it on the node: pvecm updatecerts --force; or, if 'pvenode cert info'"
            + " on the node shows the fingerprint "
            + fingerprint
            + ", pin it with -Dhomelab.proxmox.fingerprint="
            + fingerprint,
        refused("expired", authority()));
  }

  @Test
  void saysWhenOneIsNotYetValid() throws Exception {
    String fingerprint = Certificates.fingerprint(certificate("early"));

    assertEquals(
        "the certificate of localhost:PORT is not valid before 2090-01-02\n"
            + "  fix: set the clocks of this machine and of the node right; or, if 'pvenode cert"
            + " info' on the node shows the fingerprint "
            + fingerprint
            + ", pin it with -Dhomelab.proxmox.fingerprint="
            + fingerprint,
        refused("early", authority()));
  }

  @Test
  void saysWhomOneIsForThatHasAnotherName() throws Exception {
    String fingerprint = Certificates.fingerprint(certificate("other"));

    assertEquals(
        "the certificate of localhost:PORT is for pve1.lan, 10.9.8.7\n"
            + "  fix: write one of these names into proxmox_url; or, if 'pvenode cert info' on the"
            + " node shows the fingerprint "
            + fingerprint
            + ", pin it with -Dhomelab.proxmox.fingerprint="
            + fingerprint,
        refused("other", authority()));
  }

  @Test
  void saysThatOneIsNotThePinnedOne() throws Exception {
    String shown = Certificates.fingerprint(certificate("good"));
    String pinned = Certificates.fingerprint(certificate("other"));

    assertEquals(
        "the certificate of localhost:PORT has the fingerprint "
            + shown
            + ", but pinned is "
            + pinned
            + "\n  fix: if 'pvenode cert info' on the node shows the fingerprint "
            + shown
            + ", it was renewed: pin that one; otherwise something sits in between",
        refused("good", new Trust.Fingerprint(pinned)));
  }

  @Test
  void saysThatTheOtherSideDoesNotSpeakTls() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread greeting = new Thread(() -> greet(server));
      greeting.start();
      URI url = URI.create("https://localhost:" + server.getLocalPort() + "/api2/json");

      ProxmoxException failure =
          Asking.failure(
              new Connection(url, TOKEN, new Trust.Insecure(), PATIENCE),
              Outside.real(),
              ProxmoxApi::version);

      greeting.join();
      assertEquals(
          "localhost:"
              + server.getLocalPort()
              + " does not speak TLS\n  fix: see that proxmox_url in homelab.properties names"
              + " Proxmox's API, like https://pve.lan:8006/api2/json",
          failure.getMessage());
      assertEquals(Kind.NOT_PROXMOX, failure.kind());
    }
  }

  /** As a web server does that expects plain HTTP. */
  private static void greet(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read(new byte[8192]);
      socket
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // It has hung up.
    }
  }

  @Test
  void saysWhatIsWrongWithACaFile() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path key =
        Files.writeString(
            folder.resolve("key.pem"),
            "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n");
    String fix = "\n  fix: copy /etc/pve/pve-root-ca.pem from a node of Proxmox";

    assertEquals(
        "the CA file " + empty + " holds no certificate that can be read" + fix, unusable(empty));
    assertEquals(
        "the CA file " + key + " holds no certificate that can be read" + fix, unusable(key));
    assertEquals(
        "the CA file "
            + folder.resolve("none.pem")
            + " cannot be read: there is no such file"
            + fix,
        unusable(folder.resolve("none.pem")));
    assertEquals(
        "the CA file " + folder + " cannot be read: it is a folder" + fix, unusable(folder));
  }

  private static String unusable(Path file) {
    return unusable(new Trust.CaFile(file));
  }

  @Test
  void saysThatAFingerprintIsNone() {
    assertEquals(
        """
        'AB:CD' is not the SHA-256 fingerprint of a certificate
          fix: give the 64 hexadecimal digits that 'pvenode cert info' shows on the node as \
        fingerprint of pve-ssl.pem or pveproxy-ssl.pem""",
        unusable(new Trust.Fingerprint("AB:CD")));
  }

  private static String unusable(Trust trust) {
    ProxmoxException failure =
        Asking.failure(
            new Connection(URI.create("https://localhost:8006/api2/json"), TOKEN, trust, PATIENCE),
            Outside.real(),
            proxmox -> {
              throw new AssertionError("opened");
            });
    assertEquals(Kind.CONFIGURATION, failure.kind());
    return failure.getMessage();
  }

  @Test
  void readsFingerprintsAsPeopleTypeThem() throws Exception {
    String whole = Certificates.fingerprint(certificate("good"));

    assertEquals(
        Map.of("bare", Optional.of(whole), "spaced", Optional.of(whole), "short", Optional.empty()),
        Map.of(
            "bare", Certificates.fingerprint(whole.replace(":", "").toLowerCase()),
            "spaced", Certificates.fingerprint(" " + whole.replace(":", " ")),
            "short", Certificates.fingerprint(whole.substring(3))));
  }
}
