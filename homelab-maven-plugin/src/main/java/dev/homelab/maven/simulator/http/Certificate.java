package dev.homelab.maven.simulator.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * A certificate that signs itself, as a fresh Proxmox has one, with the key that belongs to it.
 *
 * <p>Written by hand because the JDK has no public way to make one but keytool, whose start takes
 * half a second and whose key would lie in a file.
 */
public final class Certificate {

  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String KEY_IDENTIFIER = "2.5.29.14";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";

  private final X509Certificate certificate;
  private final KeyPair keys;

  private Certificate(X509Certificate certificate, KeyPair keys) {
    this.certificate = certificate;
    this.keys = keys;
  }

  /** For this machine, valid for a week. */
  public static Certificate ofThisMachine() {
    Instant now = Instant.now();
    return of(
        List.of("localhost", "127.0.0.1", "::1"),
        now.minus(1, ChronoUnit.DAYS),
        now.plus(7, ChronoUnit.DAYS));
  }

  /**
   * For these names, for that time: tests want one that has expired, and one of somebody else.
   *
   * @param names host names and addresses; the first is the subject
   */
  public static Certificate of(List<String> names, Instant from, Instant until) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      byte[] content = content(names, from, until, keys);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      byte[] whole =
          Der.sequence(
              content, Der.sequence(Der.identifier(ECDSA_WITH_SHA256)), Der.bits(signature.sign()));
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(whole));
      return new Certificate(certificate, keys);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e); // every JDK has these algorithms
    }
  }

  private static byte[] content(List<String> names, Instant from, Instant until, KeyPair keys)
      throws GeneralSecurityException, IOException {
    byte[] subject =
        Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), Der.utf8(names.get(0)))));
    byte[] key = keys.getPublic().getEncoded();
    return Der.sequence(
        Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
        Der.integer(new BigInteger(120, new SecureRandom())),
        Der.sequence(Der.identifier(ECDSA_WITH_SHA256)),
        subject,
        Der.sequence(Der.time(from), Der.time(until)),
        subject,
        key,
        Der.tagged(0xa3, extensions(names, key)));
  }

  /** An authority too, so that the certificate itself can be given as the CA file. */
  private static byte[] extensions(List<String> names, byte[] key)
      throws GeneralSecurityException, IOException {
    byte[] keyHash = MessageDigest.getInstance("SHA-1").digest(key);
    byte[] signsServersAndCertificates = {2, (byte) 0b1000_0100};
    return Der.sequence(
        critical(BASIC_CONSTRAINTS, Der.sequence(Der.yes())),
        critical(KEY_USAGE, Der.tagged(0x03, signsServersAndCertificates)),
        Der.sequence(Der.identifier(KEY_IDENTIFIER), Der.octets(Der.octets(keyHash))),
        Der.sequence(Der.identifier(ALTERNATIVE_NAMES), Der.octets(alternatives(names))));
  }

  private static byte[] critical(String identifier, byte[] value) {
    return Der.sequence(Der.identifier(identifier), Der.yes(), Der.octets(value));
  }

  private static byte[] alternatives(List<String> names) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (String name : names) {
      boolean address = name.matches("[0-9.]+|.*:.*");
      all.add(
          address
              ? Der.tagged(0x87, InetAddress.getByName(name).getAddress())
              : Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)));
    }
    return Der.sequence(all.toArray(byte[][]::new));
  }

  /** The certificate as a file holds it, to be given to clients as their CA. */
  public String pem() {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** Its SHA-256, in the colons and capitals in which Proxmox shows it. */
  public String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has SHA-256
    }
  }

  /** The certificate itself. */
  public X509Certificate certificate() {
    return certificate;
  }

  private byte[] encoded() {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // it was read from its encoding
    }
  }

  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] managers = {new OneKey(keys.getPrivate(), certificate)};
      // No client shows a certificate, so nobody has to read the JDK's list of authorities.
      context.init(managers, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has TLS
    }
  }
}
