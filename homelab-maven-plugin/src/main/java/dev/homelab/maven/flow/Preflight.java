package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.report.PreflightReport;
import dev.homelab.maven.report.PreflightReport.Line;
import dev.homelab.maven.tree.Tree;
import java.time.Duration;
import java.util.List;

/** Asks every check about a homelab, side by side, and changes nothing. */
public final class Preflight {

  private final List<Check> checks;

  /**
   * @throws IllegalArgumentException without checks: a preflight that looks at nothing would always
   *     pass
   */
  public Preflight(List<Check> checks) {
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("no checks");
    }
    this.checks = List.copyOf(checks);
  }

  /** Looks at everything, whatever it finds on the way. */
  public PreflightReport run(PreflightRequest request) {
    long start = System.nanoTime();
    Tree tree = Tree.scan(request.root());
    Answers answers = Answers.of(tree);
    String environment = request.environment().orElseGet(answers::environment);
    Lab lab = new Lab(tree, answers, environment);
    // The lines keep the order of the checks, whichever is done first.
    List<Line> lines = checks.parallelStream().map(check -> line(check, lab)).toList();
    return new PreflightReport(
        request.name(), environment, lines, Duration.ofNanos(System.nanoTime() - start));
  }

  private static Line line(Check check, Lab lab) {
    CheckResult result = check.run(lab);
    return new Line(check.name(), result.scope(), result.skipped(), result.findings());
  }
}
