package dev.homelab.maven.flow;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks a Kubernetes API whether it is ready, before anybody knows its certificate: nothing secret
 * is sent, and the answer opens nothing. Who talks to it in earnest has the kubeconfig.
 */
final class Readyz {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}).*");
  private static final int LONGEST_LINE = 200;

  private Readyz() {}

  /** The status of its answer. */
  static int ask(InetSocketAddress address, Duration patience) throws IOException {
    int millis = (int) patience.toMillis();
    try (Socket plain = new Socket()) {
      plain.connect(address, millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket =
          (SSLSocket)
              context()
                  .getSocketFactory()
                  .createSocket(plain, address.getHostString(), address.getPort(), true)) {
        socket
            .getOutputStream()
            .write(
                ("GET /readyz HTTP/1.1\r\nHost: "
                        + address.getHostString()
                        + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        Matcher status = STATUS.matcher(line(socket.getInputStream()));
        if (!status.matches()) {
          throw new IOException("something answers that is no Kubernetes API");
        }
        return Integer.parseInt(status.group(1));
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c;
    while ((c = in.read()) >= 0 && c != '\r' && line.length() < LONGEST_LINE) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static final class Anybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
