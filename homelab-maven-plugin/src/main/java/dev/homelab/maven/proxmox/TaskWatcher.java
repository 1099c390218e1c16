package dev.homelab.maven.proxmox;

/** Hears what a task says while it is waited for. */
@FunctionalInterface
public interface TaskWatcher {

  /** Hears nothing. */
  TaskWatcher NONE = line -> {};

  /** A line of the task's log, safe to print. */
  void line(String line);
}
