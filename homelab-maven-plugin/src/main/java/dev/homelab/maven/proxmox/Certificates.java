package dev.homelab.maven.proxmox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person has to know of a certificate. */
final class Certificates {

  /** A certificate can hold thousands of names. */
  private static final int MOST_NAMES = 5;

  private static final int DNS = 2;
  private static final int IP = 7;

  private Certificates() {}

  /** Its SHA-256 fingerprint, as openssl and Proxmox print it: "AB:CD:...". */
  static String fingerprint(X509Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      // Each Java has SHA-256, and this certificate came encoded.
      throw new IllegalStateException(e);
    }
  }

  /** A fingerprint as people type it, written like ours; empty when it is none. */
  static Optional<String> fingerprint(String typed) {
    String digits = typed.replaceAll("[:\\s]", "").toUpperCase(Locale.ROOT);
    return digits.matches("[0-9A-F]{64}")
        ? Optional.of(digits.replaceAll("(..)(?!$)", "$1:"))
        : Optional.empty();
  }

  /** Whom it is for: "pve, pve.lan, 10.0.0.2". */
  static String names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (name.get(0).equals(DNS) || name.get(0).equals(IP)) {
          names.add(String.valueOf(name.get(1)));
        }
      }
    } catch (CertificateParsingException e) {
      // Then its subject has to do.
    }
    if (names.isEmpty()) {
      return Words.cut(certificate.getSubjectX500Principal().getName());
    }
    String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    return Words.cut(names.size() > MOST_NAMES ? shown + ", ..." : shown);
  }
}
