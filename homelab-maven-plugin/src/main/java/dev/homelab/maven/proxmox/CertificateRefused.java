package dev.homelab.maven.proxmox;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** The server's certificate is not to be trusted. */
final class CertificateRefused extends CertificateException {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  enum Fault {
    EXPIRED,
    NOT_YET_VALID,
    OTHER_NAME,
    NOT_PINNED,
    UNKNOWN_ISSUER,
    UNUSABLE
  }

  private final Fault fault;
  private final transient X509Certificate certificate;

  CertificateRefused(Fault fault, X509Certificate certificate, String why) {
    super(why);
    this.fault = fault;
    this.certificate = certificate;
  }

  Fault fault() {
    return fault;
  }

  X509Certificate certificate() {
    return certificate;
  }
}
