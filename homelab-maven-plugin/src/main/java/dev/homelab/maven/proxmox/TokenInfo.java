package dev.homelab.maven.proxmox;

import java.time.Instant;
import java.util.Optional;

/**
 * How our token was made.
 *
 * @param expires when it stops to work; empty when never
 * @param privilegeSeparated whether it has only the rights given to itself, not those of its user
 * @param comment what its maker noted
 */
public record TokenInfo(Optional<Instant> expires, boolean privilegeSeparated, String comment) {

  static TokenInfo from(Fields fields) {
    return new TokenInfo(
        fields.instant("expire").filter(expires -> expires.getEpochSecond() > 0),
        // What Proxmox takes for granted when it was not said.
        !fields.has("privsep") || fields.flag("privsep"),
        fields.text("comment"));
  }
}
