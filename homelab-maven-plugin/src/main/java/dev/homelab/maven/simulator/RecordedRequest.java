package dev.homelab.maven.simulator;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A request that somebody made.
 *
 * @param time when it came
 * @param who a user or a token, as the request names itself; empty for nobody
 * @param path without the query
 * @param parameters of query and body; secret values are replaced
 * @param status of the answer; 0 if there was none
 * @param reason of the answer
 */
public record RecordedRequest(
    Instant time,
    String who,
    String method,
    String path,
    SortedMap<String, String> parameters,
    int status,
    String reason) {

  /** A line of a log, without the time. */
  @Override
  public String toString() {
    return method + " " + path + " " + parameters + " -> " + status + " " + reason;
  }
}
