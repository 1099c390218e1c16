package dev.homelab.maven.problem;

/**
 * What is wrong, and what to do about it.
 *
 * @param message one sentence without a full stop at its end, naming the offending value
 * @param fix what to type or change, without a full stop at its end
 */
public record Problem(String message, String fix) {

  /** Both, as people read them: the message, then the fix on an indented line of its own. */
  @Override
  public String toString() {
    return Printable.of(message) + "\n  fix: " + Printable.of(fix);
  }
}
