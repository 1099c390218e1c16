package dev.homelab.maven.flow;

import java.time.Duration;

/**
 * How long gitops waits for what.
 *
 * @param api an answer of the API, at the beginning and whenever it goes away
 * @param job the job that installs Argo CD: its images are half a gigabyte
 * @param kinds the kinds that Argo CD brings
 * @param rollout each of its workloads
 * @param sync every Application
 * @param pause between two looks
 */
public record Waits(
    Duration api, Duration job, Duration kinds, Duration rollout, Duration sync, Duration pause) {

  /** As long as make waits. */
  public static Waits usual(Duration sync) {
    return new Waits(
        Duration.ofMinutes(2),
        Duration.ofMinutes(15),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        sync,
        Duration.ofSeconds(2));
  }
}
