package dev.homelab.maven.problem;

import java.util.stream.Collectors;

/**
 * What is wrong, and what to do about it.
 *
 * @param message one sentence without a full stop at its end, naming the offending value
 * @param fix what to type or change, without a full stop at its end; of several lines where they
 *     are to be copied
 */
public record Problem(String message, String fix) {

  /**
   * Both, as people read them: the message, then the fix on indented lines of its own. However many
   * they are, none can be taken for another problem.
   */
  @Override
  public String toString() {
    return Printable.of(message)
        + "\n  fix: "
        + fix.lines().map(Printable::of).collect(Collectors.joining("\n       "));
  }
}
