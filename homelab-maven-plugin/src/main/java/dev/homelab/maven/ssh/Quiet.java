package dev.homelab.maven.ssh;

/**
 * Keeps sshd's own log out of the console: what matters of it is in our exceptions, and a machine
 * that is waited for would fill the screen with stack traces.
 */
public final class Quiet {

  /** How Maven's logger is told, before the first class of sshd asks it for one. */
  private static final String LEVEL = "org.slf4j.simpleLogger.log.org.apache.sshd";

  private Quiet() {}

  /** From now on, unless the user has said otherwise. */
  public static void please() {
    if (System.getProperty(LEVEL) == null) {
      System.setProperty(LEVEL, "error");
    }
  }
}
