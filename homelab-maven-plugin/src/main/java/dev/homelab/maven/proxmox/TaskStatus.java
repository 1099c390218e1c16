package dev.homelab.maven.proxmox;

import java.time.Instant;
import java.util.Optional;

/**
 * How a task is.
 *
 * @param upid which one
 * @param running whether it goes on
 * @param exit how it ended: "OK", "WARNINGS: 2", or the error; empty while it runs
 * @param started when
 */
public record TaskStatus(Upid upid, boolean running, String exit, Optional<Instant> started) {

  static TaskStatus from(Upid upid, Fields fields) {
    String exit = fields.text("exitstatus");
    return new TaskStatus(
        upid,
        exit.isEmpty() && !fields.text("status").equals("stopped"),
        exit,
        fields.instant("starttime"));
  }

  /** As a node's list of tasks has it, where the end has another name. */
  static TaskStatus listed(Upid upid, Fields fields) {
    String exit = fields.text("status");
    return new TaskStatus(
        upid, !fields.has("endtime") && exit.isEmpty(), exit, fields.instant("starttime"));
  }

  /** Whether it did what it was asked to; with warnings it did, too. */
  public boolean succeeded() {
    return !running && (exit.equals("OK") || exit.startsWith("WARNINGS"));
  }
}
