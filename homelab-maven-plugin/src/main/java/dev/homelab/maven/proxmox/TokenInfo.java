package dev.homelab.maven.proxmox;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How our token was made.
 *
 * @param expires when it stops to work, itself or with its user; empty when never
 * @param privilegeSeparated whether it has only the rights given to itself, not those of its user
 * @param comment what its maker noted
 */
public record TokenInfo(Optional<Instant> expires, boolean privilegeSeparated, String comment) {

  static TokenInfo from(Fields fields) {
    return new TokenInfo(
        moment(fields),
        // What Proxmox takes for granted when it was not said.
        !fields.has("privsep") || fields.flag("privsep"),
        fields.text("comment"));
  }

  /** The token of a user who expires earlier ends with him. */
  TokenInfo endingWith(Fields user) {
    Optional<Instant> first =
        Stream.of(expires, moment(user)).flatMap(Optional::stream).min(Comparator.naturalOrder());
    return new TokenInfo(first, privilegeSeparated, comment);
  }

  /** Never is written as 0. */
  private static Optional<Instant> moment(Fields fields) {
    return fields.instant("expire").filter(expires -> expires.getEpochSecond() > 0);
  }
}
