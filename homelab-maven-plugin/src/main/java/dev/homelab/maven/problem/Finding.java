package dev.homelab.maven.problem;

import java.util.Comparator;

/** A rule that was broken, where, and how to mend it. Sorted by place, then by rule. */
public record Finding(Rule rule, Location where, Problem problem) implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding f) -> f.where().file())
          .thenComparingInt(f -> f.where().line())
          .thenComparingInt(f -> f.where().column())
          .thenComparing(f -> f.rule().id())
          .thenComparing(f -> f.problem().message());

  /** Whether it fails the build. */
  public boolean isError() {
    return rule.severity() == Severity.ERROR;
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  /** As people read it: {@code file:line:col message}, then the fix on an indented line. */
  @Override
  public String toString() {
    return where + "  " + problem;
  }
}
