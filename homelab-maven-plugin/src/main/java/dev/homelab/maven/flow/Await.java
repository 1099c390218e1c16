package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.time.Duration;
import java.util.function.Consumer;

/** A wait with a name, an end, and the last answer in its words when it has come to that end. */
final class Await {

  private final String what;
  private final Duration atMost;
  private final Duration pause;
  private final Consumer<String> log;

  /**
   * A wait.
   *
   * @param what is waited for: "SSH on 10.23.45.31"
   * @param atMost how long
   * @param pause between two looks
   * @param log gets a line when it has to wait, and one whenever the reason changes
   */
  Await(String what, Duration atMost, Duration pause, Consumer<String> log) {
    this.what = what;
    this.atMost = atMost;
    this.pause = pause;
    this.log = log;
  }

  /** It is not there yet; to look again makes sense. */
  static final class NotYet extends Exception {

    private static final long serialVersionUID = 1L;

    private final String fix;

    /**
     * For now.
     *
     * @param reason in a line, without a full stop
     * @param fix what to do if it never comes
     */
    NotYet(String reason, String fix) {
      super(reason);
      this.fix = fix;
    }
  }

  /** Looks once. */
  interface Look<T> {

    /**
     * What was waited for. A look has an end of its own: cut short by that of the wait, the last
     * one would say no more than that.
     *
     * @throws NotYet to look again
     * @throws HomelabException to give up at once
     */
    T now() throws NotYet, HomelabException;
  }

  /** Looks until it is there. */
  <T> T until(Look<T> look) throws HomelabException {
    long end = System.nanoTime() + atMost.toNanos();
    String told = "";
    while (true) {
      try {
        return look.now();
      } catch (NotYet e) {
        if (end - System.nanoTime() <= pause.toNanos()) {
          throw new HomelabException(
              new Problem(
                  what + ": not within " + text(atMost) + ", the last answer: " + e.getMessage(),
                  e.fix));
        }
        if (told.isEmpty()) {
          log.accept("waiting for " + what + ", " + text(atMost) + " at most: " + e.getMessage());
        } else if (!told.equals(e.getMessage())) {
          log.accept("  " + e.getMessage());
        }
        told = e.getMessage();
      }
      rest();
    }
  }

  private void rest() throws HomelabException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HomelabException(
          new Problem("interrupted while waiting for " + what, "run it again"));
    }
  }

  private static String text(Duration time) {
    return time.toSeconds() % 60 == 0 && time.toSeconds() > 0
        ? time.toMinutes() + " min"
        : time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
