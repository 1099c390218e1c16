package dev.homelab.maven.proxmox;

import java.nio.file.Path;

/** Which certificate of the server is good enough. */
public sealed interface Trust {

  /** One for the server's name, signed by an authority that this Java knows. */
  record SystemTrust() implements Trust {}

  /**
   * One for the server's name, signed by one of these.
   *
   * @param file certificates as PEM or DER, like a copy of {@code /etc/pve/pve-root-ca.pem}
   */
  record CaFile(Path file) implements Trust {}

  /**
   * This very certificate, whatever name stands in it and whether it has expired or not.
   *
   * @param sha256 its SHA-256 fingerprint in hexadecimal, with or without colons
   */
  record Fingerprint(String sha256) implements Trust {}

  /** Any: whoever sits between here and the server can read the token. */
  record Insecure() implements Trust {}
}
