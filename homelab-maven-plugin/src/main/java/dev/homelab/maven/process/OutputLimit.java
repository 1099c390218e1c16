package dev.homelab.maven.process;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what a program prints on both its streams, and tells once when it is too much. */
final class OutputLimit {

  private final AtomicLong left;
  private final Runnable exceeded;

  OutputLimit(long bytes, Runnable exceeded) {
    this.left = new AtomicLong(bytes);
    this.exceeded = exceeded;
  }

  /** Whether it was too much. */
  boolean isExceeded() {
    return left.get() < 0;
  }

  /** How many of these bytes may still be kept. */
  int take(int bytes) {
    long now = left.addAndGet(-bytes);
    if (now >= 0) {
      return bytes;
    }
    exceeded.run();
    return (int) Math.max(0, bytes + now);
  }
}
