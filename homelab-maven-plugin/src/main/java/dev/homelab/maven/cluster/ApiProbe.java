package dev.homelab.maven.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** Asks a cluster's API whether it is ready, by a kubeconfig and without kubectl. */
public final class ApiProbe {

  private static final int MOST_BYTES = 64 << 10;
  private static final Pattern VERSION =
      Pattern.compile("\"gitVersion\"\\s*:\\s*\"([^\"]{1,60})\"");

  private final Kubeconfig kubeconfig;
  private final Duration patience;
  private final HttpClient client;

  /**
   * By this kubeconfig.
   *
   * @param patience for one question
   * @throws KubeconfigException when its certificates or its key cannot be used
   */
  public ApiProbe(Kubeconfig kubeconfig, Duration patience) throws KubeconfigException {
    this.kubeconfig = kubeconfig;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .proxy(HttpClient.Builder.NO_PROXY) // a machine of this network
            .sslContext(tls(kubeconfig))
            .build();
  }

  /**
   * The version of Kubernetes, once the API says that it is ready.
   *
   * @throws ApiException when it does not
   */
  public String version() throws ApiException {
    String ready = get("/readyz");
    if (!ready.strip().equals("ok")) {
      throw new ApiException(address() + "/readyz says '" + shortened(ready) + "'", true);
    }
    Matcher version = VERSION.matcher(get("/version"));
    if (!version.find()) {
      throw new ApiException(address() + "/version names no version of Kubernetes", false);
    }
    return version.group(1);
  }

  private String get(String path) throws ApiException {
    HttpRequest request =
        HttpRequest.newBuilder(kubeconfig.server().resolve(path)).timeout(patience).build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      String body;
      try (InputStream in = response.body()) {
        body = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      }
      if (response.statusCode() == 401 || response.statusCode() == 403) {
        throw new ApiException(
            address()
                + " does not accept the key in the kubeconfig ("
                + response.statusCode()
                + ")",
            false);
      }
      if (response.statusCode() != 200) {
        throw new ApiException(
            address() + path + " answers " + response.statusCode() + " " + shortened(body), true);
      }
      return body;
    } catch (IOException e) {
      throw told(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("interrupted", false);
    }
  }

  private ApiException told(IOException e) {
    if (e instanceof HttpTimeoutException) {
      boolean connected = !(e instanceof HttpConnectTimeoutException);
      return new ApiException(
          address()
              + (connected ? " does not answer" : " is not reached")
              + " within "
              + patience.toSeconds()
              + " s",
          true);
    }
    if (e instanceof ConnectException) {
      return new ApiException(address() + " refuses connections", true);
    }
    if (e instanceof SSLException) {
      // While k3s starts, it may serve a certificate of before it knew its address.
      return new ApiException(
          address()
              + " shows a certificate that the kubeconfig does not trust: "
              + shortened(String.valueOf(e.getMessage())),
          true);
    }
    return new ApiException(address() + ": " + shortened(String.valueOf(e.getMessage())), true);
  }

  private String address() {
    return kubeconfig.server().toString();
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }

  private static SSLContext tls(Kubeconfig kubeconfig) throws KubeconfigException {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      int number = 0;
      for (Certificate authority : Pem.certificates(kubeconfig.authority())) {
        trusted.setCertificateEntry("authority-" + number++, authority);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);

      KeyStore ours = KeyStore.getInstance("PKCS12");
      ours.load(null, null);
      ours.setKeyEntry(
          "administrator",
          Pem.privateKey(kubeconfig.key()),
          new char[0],
          Pem.certificates(kubeconfig.certificate()).toArray(new Certificate[0]));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(ours, new char[0]);

      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new KubeconfigException(
          kubeconfig + " has certificates or a key that cannot be used: " + e.getMessage(),
          "fetch it again: mvn homelab:kubeconfig");
    }
  }
}
