package dev.homelab.maven.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a mistyped one was probably meant to be. */
public final class DidYouMean {

  /** Nobody mistypes a name longer than this; to compare such ones would take for ever. */
  private static final int LONGEST = 100;

  private DidYouMean() {}

  /**
   * The nearest candidate, if it is near enough: at most one edit for three letters typed. Of
   * equally near ones the first in alphabetical order.
   */
  public static Optional<String> among(Collection<String> candidates, String typed) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    int reach = Math.max(1, typed.length() / 3);
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - typed.length()) <= reach)
        .filter(candidate -> distance(candidate, typed) <= reach)
        .min(
            Comparator.comparingInt((String candidate) -> distance(candidate, typed))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[b.length()];
  }
}
