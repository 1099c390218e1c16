package dev.homelab.maven.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Install;
import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.report.CheckReport.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report for people in front of a terminal: a line for each check, each finding, one line of
 * summary.
 */
public final class ConsoleReport {

  /** More findings of one rule than this are counted, not printed; the JSON report has them all. */
  static final int FINDINGS_PER_RULE = 20;

  /** What a check says when its tool is not here at all. */
  private static final String ABSENT = "not on this machine";

  private static final int NAME_WIDTH = 17;
  private static final int SCOPE_WIDTH = 28;

  private final Console console;

  /** Prints to this console. */
  public ConsoleReport(Console console) {
    this.console = console;
  }

  /** Prints the report; the last line names the file that has all of it. */
  public void print(CheckReport report, String reportFile) {
    console.info(
        "homelab "
            + report.goal()
            + ": "
            + Printable.of(report.name())
            + ", environment "
            + Printable.of(report.environment()));
    Map<String, List<Line>> skipped = skippedTogether(report.lines());
    report.lines().stream()
        .filter(line -> line.missing().isEmpty())
        .filter(line -> skipped.values().stream().noneMatch(lines -> lines.contains(line)))
        .forEach(line -> console.info("  " + line(line)));
    skipped.forEach(
        (reason, lines) ->
            console.info(
                "  "
                    + lines.stream().map(Line::check).collect(joining(", "))
                    + "  skipped: "
                    + Printable.of(reason)));
    missing(report.lines());
    findings(report.findings());
    console.info(summary(report) + " Report: " + reportFile);
  }

  /** Those that looked at nothing, for one and the same reason: one line says it for all. */
  private static Map<String, List<Line>> skippedTogether(List<Line> lines) {
    Map<String, List<Line>> byReason =
        lines.stream()
            .filter(line -> line.missing().isEmpty())
            .filter(line -> line.scope().isEmpty() && line.findings().isEmpty())
            .filter(line -> line.skipped().isPresent())
            .collect(groupingBy(line -> line.skipped().get(), LinkedHashMap::new, toList()));
    byReason.values().removeIf(together -> together.size() < 2);
    return byReason;
  }

  /** All of them in one line: who has no tool at all shall not read ten times the same. */
  private void missing(List<Line> lines) {
    List<Line> missing = lines.stream().filter(line -> line.missing().isPresent()).toList();
    List<Line> plain = missing.stream().filter(line -> line.scope().equals(ABSENT)).toList();
    if (plain.size() == 1) {
      console.info("  " + line(plain.get(0)));
    } else if (plain.size() > 1) {
      String names = plain.stream().map(Line::check).collect(joining(", "));
      String how = Install.together(plain.stream().map(line -> line.missing().get()).toList());
      console.info("  " + ABSENT + ": " + names + "  skipped: " + how);
    }
    // One that is here and cannot be used has a reason of its own.
    missing.stream()
        .filter(line -> !plain.contains(line))
        .forEach(line -> console.info("  " + line(line)));
  }

  private static String line(Line line) {
    return pad(named(line), NAME_WIDTH)
        + " "
        + pad(Printable.of(line.scope()), SCOPE_WIDTH)
        + " "
        + state(line);
  }

  private static String named(Line line) {
    return line.check() + line.version().map(version -> " " + version).orElse("");
  }

  private static String state(Line line) {
    if (line.findings().isEmpty()) {
      // A tool that has looked at a part says ok of that part.
      String looked = line.version().isPresent() && !line.scope().isEmpty() ? "ok, " : "";
      return line.skipped().map(reason -> looked + "skipped: " + Printable.of(reason)).orElse("ok");
    }
    List<String> parts = new ArrayList<>();
    if (line.errors() > 0) {
      parts.add(count(line.errors(), "error"));
    }
    if (line.warnings() > 0) {
      parts.add(count(line.warnings(), "warning"));
    }
    line.skipped().ifPresent(reason -> parts.add("skipped: " + Printable.of(reason)));
    return String.join(", ", parts);
  }

  private void findings(List<Finding> findings) {
    Map<Rule, List<Finding>> byRule =
        findings.stream().collect(groupingBy(Finding::rule, LinkedHashMap::new, toList()));
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
  public static String summary(CheckReport report) {
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
