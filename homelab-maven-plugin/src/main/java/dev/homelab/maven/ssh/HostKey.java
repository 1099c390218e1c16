package dev.homelab.maven.ssh;

import java.security.PublicKey;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The key by which a machine is known again.
 *
 * @param type such as ssh-ed25519
 * @param blob its bytes as SSH writes them, in base64
 */
record HostKey(String type, String blob) {

  static HostKey of(PublicKey key) {
    ByteArrayBuffer buffer = new ByteArrayBuffer();
    buffer.putRawPublicKey(key);
    return new HostKey(
        KeyUtils.getKeyType(key), Base64.getEncoder().encodeToString(buffer.getCompactData()));
  }

  /** As ssh and ssh-keygen -l print it: {@code ED25519 SHA256:...}. */
  static String fingerprint(PublicKey key) {
    return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
  }
}
