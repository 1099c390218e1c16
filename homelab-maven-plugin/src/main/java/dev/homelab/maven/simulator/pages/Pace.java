package dev.homelab.maven.simulator.pages;

import java.time.Duration;
import java.util.Map;

/**
 * How long things take.
 *
 * @param task any task that is not named
 * @param tasks those that are, by their type, like qmclone
 * @param boot from a machine's start until its guest agent answers
 * @param unauthorized how long Proxmox keeps somebody waiting whom it does not know
 */
public record Pace(
    Duration task, Map<String, Duration> tasks, Duration boot, Duration unauthorized) {

  /** Nothing takes time: tasks are over when they are first asked about. */
  public static Pace instant() {
    return new Pace(Duration.ZERO, Map.of(), Duration.ZERO, Duration.ZERO);
  }

  /** Short, but long enough for a client to see a task run. */
  public static Pace quick() {
    return new Pace(Duration.ofMillis(20), Map.of(), Duration.ofMillis(200), Duration.ofMillis(50));
  }

  /** About what a small node takes, for whoever wants to see a rehearsal as it will be. */
  public static Pace lifelike() {
    return new Pace(
        Duration.ofSeconds(1),
        Map.of(
            "qmclone", Duration.ofSeconds(15),
            "download", Duration.ofSeconds(20),
            "qmshutdown", Duration.ofSeconds(8),
            "qmreboot", Duration.ofSeconds(20)),
        Duration.ofSeconds(25),
        Duration.ofSeconds(3));
  }

  Duration of(String type) {
    return tasks.getOrDefault(type, task);
  }
}
