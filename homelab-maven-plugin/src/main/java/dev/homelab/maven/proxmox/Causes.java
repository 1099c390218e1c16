package dev.homelab.maven.proxmox;

import java.util.Optional;

/** Looks behind the exceptions that others wrap around what happened. */
final class Causes {

  /** A chain of causes can be a ring. */
  private static final int DEEPEST = 20;

  private Causes() {}

  /** The first of that type. */
  static <T extends Throwable> Optional<T> find(Throwable why, Class<T> type) {
    Throwable cause = why;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
