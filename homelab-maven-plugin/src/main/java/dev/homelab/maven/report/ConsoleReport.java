package dev.homelab.maven.report;

import static java.util.stream.Collectors.groupingBy;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.report.PreflightReport.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Preflight for people in front of a terminal: a line for each check, each finding, one line of
 * summary.
 */
public final class ConsoleReport {

  /** More findings of one rule than this are counted, not printed; the JSON report has them all. */
  static final int FINDINGS_PER_RULE = 20;

  private static final int NAME_WIDTH = 13;
  private static final int SCOPE_WIDTH = 28;

  private final Console console;

  /** Prints to this console. */
  public ConsoleReport(Console console) {
    this.console = console;
  }

  /** Prints the report; the last line names the file that has all of it. */
  public void print(PreflightReport report, String reportFile) {
    console.info(
        "homelab preflight: "
            + Printable.of(report.name())
            + ", environment "
            + Printable.of(report.environment()));
    report.lines().forEach(line -> console.info("  " + line(line)));
    findings(report.findings());
    console.info(summary(report) + " Report: " + reportFile);
  }

  private static String line(Line line) {
    return pad(line.check(), NAME_WIDTH) + " " + pad(line.scope(), SCOPE_WIDTH) + " " + state(line);
  }

  private static String state(Line line) {
    if (line.findings().isEmpty()) {
      return line.skipped().map(reason -> "skipped: " + reason).orElse("ok");
    }
    List<String> parts = new ArrayList<>();
    if (line.errors() > 0) {
      parts.add(count(line.errors(), "error"));
    }
    if (line.warnings() > 0) {
      parts.add(count(line.warnings(), "warning"));
    }
    return String.join(", ", parts);
  }

  private void findings(List<Finding> findings) {
    Map<Rule, List<Finding>> byRule =
        findings.stream()
            .collect(
                groupingBy(
                    Finding::rule, LinkedHashMap::new, java.util.stream.Collectors.toList()));
    Map<Rule, Integer> printed = new LinkedHashMap<>();
    for (Finding finding : findings) {
      int before = printed.merge(finding.rule(), 1, Integer::sum) - 1;
      if (before < FINDINGS_PER_RULE) {
        finding.toString().lines().forEach(text -> print(finding, text));
      } else if (before == FINDINGS_PER_RULE) {
        int more = byRule.get(finding.rule()).size() - FINDINGS_PER_RULE;
        print(finding, "and " + more + " more of " + finding.rule().id());
      }
    }
  }

  private void print(Finding finding, String text) {
    if (finding.isError()) {
      console.error(text);
    } else {
      console.warn(text);
    }
  }

  /** "1 error, 0 warnings, 1 skipped in 0.19 s." */
  public static String summary(PreflightReport report) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %d skipped in %.2f s.",
        count(report.errors(), "error"),
        count(report.warnings(), "warning"),
        report.skipped(),
        report.took().toMillis() / 1000.0);
  }

  private static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
