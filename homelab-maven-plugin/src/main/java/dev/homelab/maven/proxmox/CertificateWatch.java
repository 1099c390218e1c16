package dev.homelab.maven.proxmox;

import dev.homelab.maven.proxmox.CertificateRefused.Fault;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets the JDK judge a certificate and remembers why it refused: the message of a failed handshake
 * alone does not tell which certificate it was.
 */
final class CertificateWatch extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager judge;

  CertificateWatch(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
    try {
      judge.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      // The chain alone was good: it is the name, or an algorithm that TLS does without.
      Fault fault =
          Causes.find(e, CertPathValidatorException.class).isPresent()
              ? Fault.UNUSABLE
              : Fault.OTHER_NAME;
      throw refused(fault, chain, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      throw refused(fault(e), chain, e);
    }
  }

  private static Fault fault(CertificateException e) {
    if (Causes.find(e, CertificateExpiredException.class).isPresent()) {
      return Fault.EXPIRED;
    }
    if (Causes.find(e, CertificateNotYetValidException.class).isPresent()) {
      return Fault.NOT_YET_VALID;
    }
    return Causes.find(e, CertPathValidatorException.class).isPresent()
        ? Fault.UNUSABLE
        : Fault.UNKNOWN_ISSUER;
  }

  private static CertificateRefused refused(
      Fault fault, X509Certificate[] chain, CertificateException why) {
    CertificateRefused refused =
        new CertificateRefused(fault, chain[0], String.valueOf(why.getMessage()));
    refused.initCause(why);
    return refused;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("sockets without an engine are not used");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("nobody connects to us");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
