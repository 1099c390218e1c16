package dev.homelab.maven.process;

/** Why a program is no longer running. */
public enum End {
  /** By itself, with an exit code, or by a signal of somebody else. */
  EXITED,
  /** It took longer than its command allows. */
  TIMED_OUT,
  /** It printed more than its command allows. */
  FLOODED,
  /** Who waited for it was interrupted. */
  INTERRUPTED
}
