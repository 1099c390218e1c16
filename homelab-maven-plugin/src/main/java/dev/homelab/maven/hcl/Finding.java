package dev.homelab.maven.hcl;

/**
 * Something to say about a file.
 *
 * @param message what is wrong, one sentence without a full stop
 * @param fix what to do about it
 */
public record Finding(Severity severity, SourceRange range, String message, String fix) {
  /** How bad it is. */
  public enum Severity {
    /** The tools refuse it, or what they do with it is wrong. */
    ERROR,
    /** It works, but is probably not what was meant. */
    WARNING
  }

  static Finding error(SourceRange range, String message, String fix) {
    return new Finding(Severity.ERROR, range, message, fix);
  }

  /** {@code file:line:column message}, and the fix on a line of its own. */
  @Override
  public String toString() {
    return range + "  " + message + "\n  fix: " + fix;
  }
}
