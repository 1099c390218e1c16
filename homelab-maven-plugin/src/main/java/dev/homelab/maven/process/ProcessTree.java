package dev.homelab.maven.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program and everything it has started, to be ended together. */
final class ProcessTree {

  private static final long LOOK_AGAIN_MILLIS = 50;

  private final Process process;
  private final Set<ProcessHandle> started = new LinkedHashSet<>();

  ProcessTree(Process process) {
    this.process = process;
  }

  /**
   * Asks the program to end, so that it can clean up; what still runs after that time is killed.
   */
  void end(Duration patience) {
    look();
    process.destroy();
    await(patience);
    kill();
  }

  /** Waits for it to end, and keeps track of what it starts meanwhile. */
  void await(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    while (process.isAlive() && System.nanoTime() < deadline) {
      look();
      try {
        process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true; // the program is already being ended; half of that would help nobody
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all of it at once. */
  void kill() {
    look();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** Once the program has ended, its children are no longer listed as its own. */
  private void look() {
    started.addAll(process.descendants().toList());
    started.addAll(started.stream().flatMap(ProcessTree::below).toList());
  }

  private static Stream<ProcessHandle> below(ProcessHandle handle) {
    return handle.descendants();
  }
}
