package dev.homelab.maven.answers;

import dev.homelab.maven.problem.Rule;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A public key as it stands in ~/.ssh/id_ed25519.pub: type, base64, comment.
 *
 * <p>The base64 is decoded and read field by field (RFC 4253 section 6.6, RFC 5656, RFC 8709): a
 * key that lost a character in the clipboard would otherwise lock its owner out of every machine.
 */
final class SshPublicKey implements Kind {

  static final Rule RULE =
      Rule.error(
          "answers/ssh-public-key",
          "A key that does not decode locks you out: the image and every machine accept this key only.");

  private static final String FIX =
      "copy the whole line of your public key file, e.g. the output of: cat ~/.ssh/id_ed25519.pub";

  /** How many fields follow the type's name. */
  private static final Map<String, Integer> FIELDS =
      Map.of(
          "ssh-ed25519", 1,
          "ssh-rsa", 2,
          "ecdsa-sha2-nistp256", 2,
          "ecdsa-sha2-nistp384", 2,
          "ecdsa-sha2-nistp521", 2);

  @Override
  public Optional<Fault> judge(String value) {
    return wrong(value).map(what -> new Fault(RULE, what, FIX));
  }

  private static Optional<String> wrong(String value) {
    String[] parts = value.split("[ \t]+", 3);
    if (value.contains("PRIVATE KEY")) {
      return Optional.of("is a private key, which belongs in no repository");
    }
    if (parts[0].startsWith("sk-")) {
      return Optional.of("is a key on a security token, which packer cannot log in with");
    }
    if (!FIELDS.containsKey(parts[0])) {
      return Optional.of(
          "is no SSH public key: it does not begin with a key type like ssh-ed25519");
    }
    if (parts.length < 2) {
      return Optional.of("is no SSH public key: nothing follows " + parts[0]);
    }
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(parts[1]);
    } catch (IllegalArgumentException e) {
      return Optional.of("is no SSH public key: its second word is not base64");
    }
    return wrongBlob(parts[0], ByteBuffer.wrap(blob));
  }

  private static Optional<String> wrongBlob(String type, ByteBuffer blob) {
    try {
      String inner = new String(field(blob), StandardCharsets.ISO_8859_1);
      if (!inner.equals(type)) {
        return Optional.of("is no SSH public key: its base64 holds another key type than " + type);
      }
      byte[] last = new byte[0];
      for (int i = 0; i < FIELDS.get(type); i++) {
        last = field(blob);
      }
      if (blob.hasRemaining()) {
        return Optional.of("is no SSH public key: its base64 goes on after the key");
      }
      if (type.equals("ssh-ed25519") && last.length != 32) {
        return Optional.of(
            "is no SSH public key: an Ed25519 key has 32 bytes, this one " + last.length);
      }
      // A multi-precision integer may begin with a zero byte for its sign.
      if (type.equals("ssh-rsa") && last.length < 256) {
        return Optional.of("is an RSA key of under 2048 bits, which AlmaLinux 9 refuses");
      }
      return Optional.empty();
    } catch (BufferUnderflowException e) {
      return Optional.of("is no SSH public key: its base64 is cut short");
    }
  }

  private static byte[] field(ByteBuffer blob) {
    int length = blob.getInt();
    if (length < 0 || length > blob.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] field = new byte[length];
    blob.get(field);
    return field;
  }
}
