package dev.homelab.maven.check;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Install;
import java.util.List;
import java.util.Optional;

/**
 * What a check looked at and found.
 *
 * @param scope what was looked at, counted: "12 files, 17 objects"
 * @param findings every one, in any order
 * @param skipped why it could not look at everything, with what would let it; empty when it did
 * @param version of the tool that looked; empty when it was the plugin itself
 * @param missing how to get the tool that is not here; empty when nothing is missing
 */
public record CheckResult(
    String scope,
    List<Finding> findings,
    Optional<String> skipped,
    Optional<String> version,
    Optional<Install> missing) {

  /** It looked. */
  public static CheckResult of(String scope, List<Finding> findings) {
    return new CheckResult(
        scope, List.copyOf(findings), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** It could not look. */
  public static CheckResult skipped(String scope, String reason) {
    return new CheckResult(
        scope, List.of(), Optional.of(reason), Optional.empty(), Optional.empty());
  }

  /** A tool of that version looked; what it could not look at, if so, with the reason. */
  public static CheckResult byTool(
      String version, String scope, List<Finding> findings, Optional<String> skipped) {
    return new CheckResult(
        scope, List.copyOf(findings), skipped, Optional.of(version), Optional.empty());
  }

  /** The tool that looks is not here: "not on this machine". */
  public static CheckResult missing(String reason, Install install) {
    return new CheckResult(
        reason, List.of(), Optional.of(install.toString()), Optional.empty(), Optional.of(install));
  }

  /** "1 file", "2 files". */
  public static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
