package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.state.Begun;
import dev.homelab.maven.state.RunLock;
import dev.homelab.maven.state.StateFolder;
import dev.homelab.maven.tool.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One run of a goal that acts: alone on its homelab, and leaving word of what it is at, should it
 * be killed.
 */
final class Run implements AutoCloseable {

  private final StateFolder state;
  private final RunLock lock;
  private final Begun begun;
  private final Console console;
  private final Optional<Begun.Left> left;

  private Run(
      StateFolder state, RunLock lock, Begun begun, Console console, Optional<Begun.Left> left) {
    this.state = state;
    this.lock = lock;
    this.begun = begun;
    this.console = console;
    this.left = left;
  }

  /**
   * Begins, when no other run works on the homelab, nor a tool that another run has left behind.
   *
   * @param goal "image", "provision of k3s-single"
   * @param patience how long to wait for them
   */
  static Run begin(Path root, String goal, Duration patience, Console console)
      throws HomelabException {
    StateFolder state = StateFolder.of(root);
    RunLock lock = RunLock.take(state, goal, patience, console::info);
    try {
      Optional<Begun.Left> left = Begun.left(state, goal);
      if (left.isPresent()) {
        console.warn(left.get() + "; going on from what it has left");
        awaitTool(left.get(), patience, console);
      }
      return new Run(state, lock, Begun.begin(state, goal, "its checks"), console, left);
    } catch (HomelabException e) {
      lock.close();
      throw e;
    }
  }

  /** To work beside it would be two hands on one thing. */
  private static void awaitTool(Begun.Left left, Duration patience, Console console)
      throws HomelabException {
    if (left.tool().isEmpty()) {
      return;
    }
    ProcessHandle tool = left.tool().get();
    String what = "what it was at, process " + tool.pid() + ", still works";
    if (!patience.isZero()) {
      console.info(what + "; waiting for its end");
    }
    if (!Begun.await(tool, patience)) {
      throw new HomelabException(
          new Problem(
              left + ", and " + what,
              "let it end, then run it again (or let this run wait: -Dhomelab.wait=SECONDS); to end"
                  + " it: kill "
                  + tool.pid()));
    }
  }

  /** What the last run of this goal has left, when it was cut off. */
  Optional<Begun.Left> left() {
    return left;
  }

  StateFolder state() {
    return state;
  }

  /** Says and notes what comes next. */
  void step(String step) throws HomelabException {
    begun.step(step);
  }

  /** Watches a tool: its progress on the console, its process noted. */
  Watcher watcher() {
    long start = System.nanoTime();
    return new Watcher(
        line -> console.info("  " + clock(System.nanoTime() - start) + "  " + line), begun::with);
  }

  private static String clock(long nanos) {
    long seconds = Duration.ofNanos(nanos).toSeconds();
    return String.format("%02d:%02d", seconds / 60, seconds % 60);
  }

  @Override
  public void close() throws HomelabException {
    try {
      begun.end();
    } finally {
      lock.close();
    }
  }
}
