package dev.homelab.maven.testing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * The API of a cluster on this computer, as far as its readiness goes, and the kubeconfig that k3s
 * would write for it. It lets in only who has the key of that kubeconfig.
 */
public final class SomeCluster implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String P256 = "06082a8648ce3d030107";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final KeyStore serverKeys;
  private final KeyStore clientKeys;
  private volatile int unreadyAnswers;
  private volatile String version = "v1.36.3+k3s1";

  /** With keys in that folder. */
  public SomeCluster(Path folder) {
    try {
      Files.createDirectories(folder);
      serverKeys = keys(folder.resolve("server.p12"), "127.0.0.1");
      clientKeys = keys(folder.resolve("client.p12"), "127.0.0.1");
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SSLContext tls = tls();
      server.setHttpsConfigurator(
          new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters ssl = tls.getDefaultSSLParameters();
              ssl.setNeedClientAuth(true);
              parameters.setSSLParameters(ssl);
            }
          });
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            boolean unready = path.equals("/readyz") && unreadyAnswers-- > 0;
            String body =
                switch (path) {
                  case "/readyz" -> unready ? "[-]etcd failed: reason withheld\n" : "ok";
                  case "/version" -> "{\"major\": \"1\", \"gitVersion\": \"" + version + "\"}";
                  default -> "no such page";
                };
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(unready ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private SSLContext tls() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(serverKeys, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusting(clientKeys.getCertificate("key")));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore trusting(Certificate certificate) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("trusted", certificate);
      return store;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyStore keys(Path file, String address)
      throws IOException, GeneralSecurityException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=tests",
                "-validity",
                "2",
                "-ext",
                "san=ip:" + address,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-keypass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(file.resolveSibling("keytool.log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new AssertionError(Files.readString(file.resolveSibling("keytool.log")));
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  /** Says so many times that it is not ready. */
  public SomeCluster unready(int times) {
    unreadyAnswers = times;
    return this;
  }

  /** Its address, as the machine itself sees it. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The paths it was asked for. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** What k3s would write on the machine. */
  public String kubeconfig() {
    return """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority-data: %s
            server: https://127.0.0.1:%d
          name: default
        contexts:
        - context:
            cluster: default
            user: default
          name: default
        current-context: default
        kind: Config
        preferences: {}
        users:
        - name: default
          user:
            client-certificate-data: %s
            client-key-data: %s
        """
        .formatted(
            inBase64(authority()), port(), inBase64(certificate(clientKeys)), inBase64(key()));
  }

  /** The certificate to trust, in PEM. */
  public String authority() {
    return certificate(serverKeys);
  }

  private static String certificate(KeyStore store) {
    try {
      return pem("CERTIFICATE", store.getCertificate("key").getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** As Go writes the keys of k3s: SEC 1, with the curve and the public key. */
  private String key() {
    try {
      ECPrivateKey key = (ECPrivateKey) clientKeys.getKey("key", PASSWORD);
      ECPublicKey publicKey = (ECPublicKey) clientKeys.getCertificate("key").getPublicKey();
      HexFormat hex = HexFormat.of();
      byte[] point = publicKey.getEncoded();
      String der =
          "020101"
              + "0420"
              + hex.formatHex(fixed(key.getS()))
              + "a00a"
              + P256
              + "a144034200"
              + hex.formatHex(Arrays.copyOfRange(point, point.length - 65, point.length));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(new byte[] {0x30, (byte) (der.length() / 2)});
      out.writeBytes(hex.parseHex(der));
      return pem("EC PRIVATE KEY", out.toByteArray());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
  }

  private static String inBase64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
