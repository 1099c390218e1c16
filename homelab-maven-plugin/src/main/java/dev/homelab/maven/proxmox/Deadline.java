package dev.homelab.maven.proxmox;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment after which nobody waits any longer. */
final class Deadline {

  private final LongSupplier nanos;
  private final long start;
  private final Duration length;

  Deadline(Duration length, LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.length = length;
  }

  /** Never below zero. */
  Duration left() {
    Duration left = length.minusNanos(nanos.getAsLong() - start);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean passed() {
    return left().isZero();
  }

  /** "15 s" or "10 min", as messages have it. */
  String shown() {
    return length.toMinutes() >= 2 && length.toSecondsPart() == 0
        ? length.toMinutes() + " min"
        : length.toMillis() % 1000 == 0 ? length.toSeconds() + " s" : length.toMillis() + " ms";
  }
}
