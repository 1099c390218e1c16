package dev.homelab.maven.simulator.http;

import java.util.Map;
import java.util.Optional;

/**
 * What a client asked for, read whole.
 *
 * @param method in capitals
 * @param path decoded, without the query
 * @param parameters of query and body together; an empty value is one too
 * @param authorization the header of that name
 * @param cookie the header of that name
 * @param csrf the token that Proxmox wants beside a ticket
 * @param upload a file, if one was sent
 */
public record Request(
    String method,
    String path,
    Map<String, String> parameters,
    Optional<String> authorization,
    Optional<String> cookie,
    Optional<String> csrf,
    Optional<Upload> upload) {

  /**
   * A file that was sent. Its bytes are counted and thrown away.
   *
   * @param name as the client called it
   * @param size in bytes
   * @param sha256 of its bytes, in lower-case hex
   */
  public record Upload(String name, long size, String sha256) {}
}
