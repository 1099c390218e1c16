package dev.homelab.maven.proxmox;

import java.time.Instant;

/**
 * What a node's clock says.
 *
 * @param now to the second
 * @param zone "Europe/Vienna"
 */
public record NodeTime(Instant now, String zone) {

  static NodeTime from(Fields fields) {
    return new NodeTime(fields.instant("time").orElse(Instant.EPOCH), fields.text("timezone"));
  }
}
