package dev.homelab.maven.proxmox;

import java.nio.charset.StandardCharsets;

/**
 * What came back, before anybody has tried to understand it.
 *
 * @param status of HTTP, or one of Proxmox's own: 595, 596
 * @param location where a redirection leads; empty when there is none
 * @param body whole
 */
record Reply(int status, String location, byte[] body) {

  boolean redirected() {
    return status >= 300 && status < 400;
  }

  boolean refused() {
    return status >= 400;
  }

  /** For what is no JSON: every byte gives a character, so that it can be looked at. */
  String latin() {
    return new String(body, StandardCharsets.ISO_8859_1);
  }
}
