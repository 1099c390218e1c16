package dev.homelab.maven.check;

import dev.homelab.maven.problem.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What a check looked at and found.
 *
 * @param scope what was looked at, counted: "12 files, 17 objects"
 * @param findings every one, in any order
 * @param skipped why it could not look, with what would let it; empty when it did look
 */
public record CheckResult(String scope, List<Finding> findings, Optional<String> skipped) {

  /** It looked. */
  public static CheckResult of(String scope, List<Finding> findings) {
    return new CheckResult(scope, List.copyOf(findings), Optional.empty());
  }

  /** It could not look. */
  public static CheckResult skipped(String scope, String reason) {
    return new CheckResult(scope, List.of(), Optional.of(reason));
  }

  /** "1 file", "2 files". */
  public static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
