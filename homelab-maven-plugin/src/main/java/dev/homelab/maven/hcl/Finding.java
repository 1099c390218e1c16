package dev.homelab.maven.hcl;

/**
 * Something to say about a file.
 *
 * @param message what is wrong, one sentence without a full stop
 * @param fix what to do about it
 */
public record Finding(HclRule rule, SourceRange range, String message, String fix) {
  /** {@code file:line:column message}, and the fix on a line of its own. */
  @Override
  public String toString() {
    return range + "  " + message + "\n  fix: " + fix;
  }
}
