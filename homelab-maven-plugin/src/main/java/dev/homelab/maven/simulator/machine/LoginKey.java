package dev.homelab.maven.simulator.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/**
 * A key to log in with that is nobody's, and gone with its folder.
 *
 * @param file with the private half
 * @param publicKey the other half
 */
public record LoginKey(Path file, PublicKey publicKey) {

  private static final int BITS = 2048;
  private static final int LINE = 64;

  /** Makes one, in a folder that only its owner may enter. */
  public static LoginKey in(Path folder) throws IOException {
    KeyPair pair = pair();
    String base64 =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(pair.getPrivate().getEncoded());
    Path file =
        Files.writeString(
            folder.resolve("login-key"),
            "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    return new LoginKey(file, pair.getPublic());
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no RSA", e);
    }
  }

  /** The public half, as {@code authorized_keys} has it. */
  public String publicLine() {
    return PublicKeyEntry.toString(publicKey) + " rehearsal";
  }
}
