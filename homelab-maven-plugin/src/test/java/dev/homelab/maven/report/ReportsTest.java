package dev.homelab.maven.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.report.CheckReport.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  private static final Rule WRONG = Rule.error("yaml/wrong", "It does not work.");
  private static final Rule ODD = Rule.warning("yaml/odd", "It may not work.");

  @TempDir Path folder;

  @Test
  void theConsoleTellsChecksThenFindingsByPlaceThenTheSum() {
    CheckReport report =
        report(
            line("answers", "28 values", Optional.empty(), List.of()),
            line("tofu", "not on this machine", Optional.of("brew install opentofu"), List.of()),
            line(
                "yaml",
                "12 files",
                Optional.empty(),
                List.of(
                    ODD.at(new Location("b.yaml", 2, 1), "odd", "mend b"),
                    WRONG.at(new Location("a.yaml", 7, 3), "wrong", "mend a"))));

    assertEquals(
        """
        INFO  homelab preflight: lab, environment k3s-single
        INFO    answers           28 values                    ok
        INFO    tofu              not on this machine          skipped: brew install opentofu
        INFO    yaml              12 files                     1 error, 1 warning
        ERROR a.yaml:7:3  wrong
        ERROR   fix: mend a
        WARN  b.yaml:2:1  odd
        WARN    fix: mend b
        INFO  1 error, 1 warning, 1 skipped in 0.19 s. Report: target/homelab/report.json
        """,
        printed(report));
  }

  @Test
  void theConsoleCountsWhatItDoesNotPrint() {
    List<Finding> many = new ArrayList<>();
    for (int i = 1; i <= 100_000; i++) {
      many.add(WRONG.at(new Location("a.yaml", i, 1), "wrong", "mend it"));
    }

    List<String> lines =
        printed(report(line("yaml", "1 file", Optional.empty(), many))).lines().toList();

    assertEquals(2 + 2 * ConsoleReport.FINDINGS_PER_RULE + 1 + 1, lines.size());
    assertEquals("ERROR and 99980 more of yaml/wrong", lines.get(lines.size() - 2));
  }

  @Test
  void theSameFindingOfTwoChecksIsToldOnce() {
    Finding finding = WRONG.at(Location.of("a.yaml", 1), "wrong", "mend it");
    CheckReport report =
        report(
            line("yaml", "", Optional.empty(), List.of(finding)),
            line("yamllint", "", Optional.empty(), List.of(finding)));

    assertEquals(List.of(finding), report.findings());
    assertEquals(1, report.errors());
  }

  @Test
  void theJsonReportHoldsEverythingAndEscapesWhatIsHostile() throws IOException {
    CheckReport report =
        report(
            line(
                "yaml",
                "1 file",
                Optional.empty(),
                List.of(WRONG.at(new Location("a\"\n.yaml", 7, 3), "<b>wrong\u001b</b>", "mend"))));
    Path file = folder.resolve("new folder/report.json");

    JsonReport.write(report, file);

    assertEquals(
        """
        {
          "version" : 1,
          "goal" : "preflight",
          "homelab" : "lab",
          "environment" : "k3s-single",
          "errors" : 1,
          "warnings" : 0,
          "skipped" : 0,
          "milliseconds" : 190,
          "checks" : [
            {
              "name" : "yaml",
              "scope" : "1 file"
            }
          ],
          "findings" : [
            {
              "rule" : "yaml/wrong",
              "severity" : "error",
              "why" : "It does not work.",
              "file" : "a\\"\\n.yaml",
              "line" : 7,
              "column" : 3,
              "message" : "<b>wrong\\u001B</b>",
              "fix" : "mend"
            }
          ]
        }
        """,
        Files.readString(file));
    assertEquals(List.of("report.json"), names(file.getParent()));
  }

  @Test
  void aReportThatCannotBeWrittenLeavesTheOldOneAndNoHalf() throws IOException {
    Path blocked = folder.resolve("report.json");
    Files.createDirectories(blocked.resolve("in the way"));

    assertThrows(IOException.class, () -> JsonReport.write(report(), blocked));

    assertEquals(List.of("report.json"), names(folder));
  }

  private static Line line(
      String check, String scope, Optional<String> skipped, List<Finding> findings) {
    return new Line(check, scope, skipped, findings, Optional.empty(), Optional.empty());
  }

  private static CheckReport report(Line... lines) {
    return new CheckReport(
        "preflight", "lab", "k3s-single", List.of(lines), Duration.ofMillis(190));
  }

  private static String printed(CheckReport report) {
    StringBuilder text = new StringBuilder();
    new ConsoleReport(
            new Console() {
              @Override
              public void info(String line) {
                text.append("INFO  ").append(line).append('\n');
              }

              @Override
              public void warn(String line) {
                text.append("WARN  ").append(line).append('\n');
              }

              @Override
              public void error(String line) {
                text.append("ERROR ").append(line).append('\n');
              }
            })
        .print(report, "target/homelab/report.json");
    return text.toString();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
