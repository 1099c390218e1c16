package dev.homelab.maven.report;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Install;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a goal that changes nothing looked at and found.
 *
 * @param goal which one: "preflight"
 * @param name the homelab's
 * @param environment the one that was looked at
 * @param lines one for each check, in the order of the console
 * @param took from the first look to the last
 */
public record CheckReport(
    String goal, String name, String environment, List<Line> lines, Duration took) {

  /**
   * One check.
   *
   * @param check its name
   * @param scope what it looked at, counted
   * @param skipped why it could not look at everything; empty when it did
   * @param findings what it found
   * @param version of the tool that looked; empty when it was the plugin itself
   * @param missing how to get the tool that is not here; empty when nothing is missing
   */
  public record Line(
      String check,
      String scope,
      Optional<String> skipped,
      List<Finding> findings,
      Optional<String> version,
      Optional<Install> missing) {

    /** How many of its findings fail the build. */
    public long errors() {
      return findings.stream().filter(Finding::isError).count();
    }

    /** How many do not. */
    public long warnings() {
      return findings.size() - errors();
    }
  }

  /** Every finding, by place; the same one found by two checks once. */
  public List<Finding> findings() {
    return lines.stream().flatMap(line -> line.findings().stream()).distinct().sorted().toList();
  }

  /** How many findings fail the build. */
  public long errors() {
    return findings().stream().filter(Finding::isError).count();
  }

  /** How many findings do not. */
  public long warnings() {
    return findings().size() - errors();
  }

  /** How many checks could not look. */
  public long skipped() {
    return lines.stream().filter(line -> line.skipped().isPresent()).count();
  }
}
