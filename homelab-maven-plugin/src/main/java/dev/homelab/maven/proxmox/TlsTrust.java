package dev.homelab.maven.proxmox;

import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes of a {@link Trust} what the JDK asks about certificates. */
final class TlsTrust {

  private static final long LARGEST_FILE = 1 << 20;

  private TlsTrust() {}

  static SSLContext context(Trust trust) throws ProxmoxException {
    X509ExtendedTrustManager manager = manager(trust);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw withoutTls(e);
    }
  }

  private static X509ExtendedTrustManager manager(Trust trust) throws ProxmoxException {
    if (trust instanceof Trust.CaFile ca) {
      return watched(authorities(ca.file()));
    }
    if (trust instanceof Trust.Fingerprint pin) {
      return new PinnedCertificate(Optional.of(fingerprint(pin.sha256())));
    }
    if (trust instanceof Trust.Insecure) {
      return new PinnedCertificate(Optional.empty());
    }
    return watched(null); // the JDK's own
  }

  private static String fingerprint(String typed) throws ProxmoxException {
    return Certificates.fingerprint(typed)
        .orElseThrow(
            () ->
                configuration(
                    "'" + typed + "' is not the SHA-256 fingerprint of a certificate",
                    "give the 64 hexadecimal digits that 'pvenode cert info' shows on the node"
                        + " as fingerprint of pve-ssl.pem or pveproxy-ssl.pem"));
  }

  private static X509ExtendedTrustManager watched(KeyStore authorities) throws ProxmoxException {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager judge) {
          return new CertificateWatch(judge);
        }
      }
      throw withoutTls(new GeneralSecurityException("no trust manager for X.509"));
    } catch (GeneralSecurityException e) {
      throw withoutTls(e);
    }
  }

  private static KeyStore authorities(Path file) throws ProxmoxException {
    try {
      if (Files.isDirectory(file)) {
        throw unreadable(file, "it is a folder");
      }
      if (Files.size(file) > LARGEST_FILE) {
        throw noCertificates(file);
      }
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
      if (certificates.isEmpty()) {
        throw noCertificates(file);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      return store;
    } catch (CertificateException e) {
      throw noCertificates(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "its permissions do not let us");
    } catch (IOException e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    } catch (GeneralSecurityException e) {
      throw withoutTls(e);
    }
  }

  private static ProxmoxException noCertificates(Path file) {
    return configuration(
        "the CA file " + file + " holds no certificate that can be read",
        "copy /etc/pve/pve-root-ca.pem from a node of Proxmox");
  }

  private static ProxmoxException unreadable(Path file, String why) {
    return configuration(
        "the CA file " + file + " cannot be read: " + why,
        "copy /etc/pve/pve-root-ca.pem from a node of Proxmox");
  }

  private static ProxmoxException withoutTls(GeneralSecurityException why) {
    return configuration(
        "this Java cannot do TLS: " + why.getMessage(),
        "see its security settings, or use another one");
  }

  private static ProxmoxException configuration(String message, String fix) {
    return new ProxmoxException(Kind.CONFIGURATION, new Problem(message, fix));
  }
}
