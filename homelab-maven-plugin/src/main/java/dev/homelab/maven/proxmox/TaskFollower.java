package dev.homelab.maven.proxmox;

import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Waits for tasks. */
final class TaskFollower {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** The task goes on while its node restarts its proxy, or while the network is away. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private static final Set<Kind> SILENT =
      EnumSet.of(Kind.UNREACHABLE, Kind.NODE_UNREACHABLE, Kind.TIMEOUT);

  private static final int LINES_AT_ONCE = 500;

  /** What is shown of the log of a task that failed. */
  private static final int LAST_LINES = 3;

  private final ProxmoxApi proxmox;
  private final Complaints complaints;
  private final Outside outside;

  TaskFollower(ProxmoxApi proxmox, Complaints complaints, Outside outside) {
    this.proxmox = proxmox;
    this.complaints = complaints;
    this.outside = outside;
  }

  TaskStatus await(Upid upid, TaskWatcher watcher, Duration longest) throws ProxmoxException {
    Deadline deadline = new Deadline(longest, outside.nanos());
    Log log = new Log(upid, watcher);
    Duration pause = FIRST_PAUSE;
    Deadline silence = new Deadline(LONGEST_SILENCE, outside.nanos());
    while (true) {
      try {
        TaskStatus status = proxmox.task(upid);
        silence = new Deadline(LONGEST_SILENCE, outside.nanos());
        log.read();
        if (!status.running()) {
          return ended(status, log);
        }
      } catch (ProxmoxException e) {
        if (!SILENT.contains(e.kind()) || silence.passed()) {
          throw e;
        }
      }
      if (deadline.passed()) {
        throw complaints.slowTask(upid, deadline);
      }
      sleep(upid, pause.compareTo(deadline.left()) < 0 ? pause : deadline.left());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private TaskStatus ended(TaskStatus status, Log log) throws ProxmoxException {
    if (status.succeeded()) {
      return status;
    }
    String exit = status.exit().isEmpty() ? "it ended without a word" : status.exit();
    throw complaints.failedTask(status.upid(), exit, log.last(exit));
  }

  private void sleep(Upid upid, Duration time) throws ProxmoxException {
    try {
      outside.sleeper().sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw complaints.interruptedTask(upid);
    }
  }

  /** What the task says, as far as it was read. */
  private final class Log {

    private final Upid upid;
    private final TaskWatcher watcher;
    private final Deque<String> last = new ArrayDeque<>();
    private int read;

    Log(Upid upid, TaskWatcher watcher) {
      this.upid = upid;
      this.watcher = watcher;
    }

    /** The log helps people only: a task is not lost because its log cannot be read. */
    void read() {
      try {
        List<String> lines = proxmox.taskLog(upid, read, LINES_AT_ONCE);
        // What an empty log is said to hold.
        if (read == 0 && lines.equals(List.of("no content"))) {
          return;
        }
        read += lines.size();
        lines.forEach(this::line);
      } catch (ProxmoxException e) {
        // Then without.
      }
    }

    private void line(String line) {
      if (line.isBlank()) {
        return;
      }
      String shown = Printable.of(line.strip());
      watcher.line(shown);
      last.addLast(shown);
      if (last.size() > LAST_LINES + 1) {
        last.removeFirst();
      }
    }

    /** Its end, without the line that only repeats how it ended. */
    List<String> last(String exit) {
      List<String> lines = new ArrayList<>(last);
      lines.removeIf(line -> line.equals("TASK ERROR: " + Printable.of(exit.strip())));
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }
  }
}
