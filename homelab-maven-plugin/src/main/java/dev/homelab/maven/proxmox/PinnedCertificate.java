package dev.homelab.maven.proxmox;

import dev.homelab.maven.proxmox.CertificateRefused.Fault;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate alone, or each when none is pinned. The name in it does not matter: the
 * JDK looks at names for those trust managers only that leave it to it, and this one does not.
 */
final class PinnedCertificate extends X509ExtendedTrustManager {

  private final Optional<String> pinned;

  /**
   * Trusts.
   *
   * @param pinned the SHA-256 fingerprint as {@link Certificates#fingerprint} writes it; empty for
   *     any certificate
   */
  PinnedCertificate(Optional<String> pinned) {
    this.pinned = pinned;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    String shown = Certificates.fingerprint(chain[0]);
    if (pinned.isPresent() && !pinned.get().equals(shown)) {
      throw new CertificateRefused(Fault.NOT_PINNED, chain[0], "pinned is " + pinned.get());
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("nobody connects to us");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
