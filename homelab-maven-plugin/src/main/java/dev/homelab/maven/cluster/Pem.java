package dev.homelab.maven.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Iterator;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Certificates and keys as text between two lines of dashes. */
final class Pem {

  private Pem() {}

  /** Whether it holds one of that kind: "CERTIFICATE", or "PRIVATE KEY" of whatever sort. */
  static boolean holds(byte[] pem, String kind) {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    return text.strip().matches("(?s)-----BEGIN ([A-Z0-9]+ )?" + kind + "-----.*-----");
  }

  static Collection<? extends Certificate> certificates(byte[] pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem));
  }

  /** k3s writes keys in the form of before PKCS #8, which the JDK does not read and sshd does. */
  static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException, IOException {
    Iterable<KeyPair> found =
        SecurityUtils.loadKeyPairIdentities(
            null,
            NamedResource.ofName("client-key-data"),
            new ByteArrayInputStream(pem),
            FilePasswordProvider.EMPTY);
    Iterator<KeyPair> pairs = found == null ? null : found.iterator();
    if (pairs == null || !pairs.hasNext()) {
      throw new GeneralSecurityException("no private key that can be read");
    }
    return pairs.next().getPrivate();
  }
}
