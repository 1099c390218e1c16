package dev.homelab.maven.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Work that goes on after the answer. */
public final class Task {

  /** The work itself, done in one go when the task's time is over. */
  public interface Work {
    /** Does it, telling the log; what it throws is the task's end. */
    void run(Task task) throws TaskFailure;
  }

  /** The work cannot be done. */
  public static final class TaskFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** The message is what the task ends with. */
    public TaskFailure(String message) {
      super(message);
    }
  }

  private String node;
  private int pid;
  private long started;
  private long endsAt;
  private String type;
  private String id = "";
  private String user;
  private String exitStatus = "";
  private final List<String> log = new ArrayList<>();
  private transient Work work;
  private transient String failure = "";

  private Task() {}

  static Task of(
      String node, int pid, long now, long endsAt, String type, String id, String user, Work work) {
    Task task = new Task();
    task.node = node;
    task.pid = pid;
    task.started = now;
    task.endsAt = endsAt;
    task.type = type;
    task.id = id;
    task.user = user;
    task.work = work;
    return task;
  }

  /** Its name across the cluster. */
  public String upid() {
    return String.format(
        Locale.ROOT,
        "UPID:%s:%08X:%08X:%08X:%s:%s:%s:",
        node,
        pid,
        started % 0xffffff,
        started / 1000,
        type,
        id,
        user);
  }

  /** Where it runs. */
  public String node() {
    return node;
  }

  /** Of its process. */
  public int pid() {
    return pid;
  }

  /** In seconds since 1970. */
  public long started() {
    return started / 1000;
  }

  /** In milliseconds since 1970. */
  public long endsAt() {
    return endsAt;
  }

  /** Like qmclone. */
  public String type() {
    return type;
  }

  /** What it is about: the number of a machine, mostly. */
  public String id() {
    return id;
  }

  /** Who began it. */
  public String user() {
    return user;
  }

  /** OK, or what went wrong; nothing while it runs. */
  public Optional<String> exitStatus() {
    return exitStatus.isEmpty() ? Optional.empty() : Optional.of(exitStatus);
  }

  /** What it has told so far. */
  public List<String> log() {
    return List.copyOf(log);
  }

  /** Tells something. */
  public void say(String line) {
    log.add(line);
  }

  /** However its work goes, it ends with this error, and the work is not done. */
  public void failWith(String message) {
    failure = message;
  }

  /** It takes longer than planned. */
  public void takeUntil(long milliseconds) {
    endsAt = milliseconds;
  }

  /** Somebody has stopped it: its work is not done. */
  public void abort() {
    exitStatus = "unexpected status";
    say("received interrupt");
    say("TASK ERROR: interrupted by signal");
  }

  /** Does the work and says how it went. */
  void finish() {
    if (work == null) {
      abort(); // it comes from a file, and nobody knows any more what it was to do
      return;
    }
    try {
      if (!failure.isEmpty()) {
        throw new TaskFailure(failure);
      }
      work.run(this);
      say("TASK OK");
      exitStatus = "OK";
    } catch (TaskFailure e) {
      say("TASK ERROR: " + e.getMessage());
      exitStatus = e.getMessage();
    }
  }
}
