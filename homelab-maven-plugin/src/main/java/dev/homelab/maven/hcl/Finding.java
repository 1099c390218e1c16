package dev.homelab.maven.hcl;

import java.util.Comparator;

/**
 * Something to say about a file.
 *
 * @param message what is wrong, one sentence without a full stop
 * @param fix what to do about it
 */
public record Finding(HclRule rule, SourceRange range, String message, String fix)
    implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.range().file())
          .thenComparingInt(finding -> finding.range().start().offset())
          .thenComparing(finding -> finding.rule().id())
          .thenComparing(Finding::message);

  /** By file and place. */
  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column message}, and the fix on a line of its own. */
  @Override
  public String toString() {
    return range + "  " + message + "\n  fix: " + fix;
  }
}
