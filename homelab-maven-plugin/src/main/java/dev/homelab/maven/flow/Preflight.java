package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.tools.Workbench;
import dev.homelab.maven.process.Progress;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.CheckReport;
import dev.homelab.maven.report.CheckReport.Line;
import dev.homelab.maven.tree.Tree;
import java.time.Duration;
import java.util.List;

/** Asks every check about a homelab, side by side, and changes nothing. */
public final class Preflight {

  /**
   * Each check has deadlines of its own for what could hang; this one is for what nobody expects.
   */
  private static final Duration DEADLINE = Duration.ofMinutes(30);

  private final SideBySide checks;

  /**
   * @throws IllegalArgumentException without checks: a preflight that looks at nothing would always
   *     pass
   */
  public Preflight(List<Check> checks) {
    this(checks, Progress.NONE);
  }

  private Preflight(List<Check> checks, Progress progress) {
    this.checks = new SideBySide(checks, DEADLINE, progress);
  }

  /** Asks the embedded checks, and beside them the tools that are on this machine. */
  public static CheckReport withTools(PreflightRequest request, ToolSettings tools) {
    return withTools(request, tools, Progress.NONE);
  }

  /** The same, and tells what it is waiting for. */
  public static CheckReport withTools(
      PreflightRequest request, ToolSettings tools, Progress progress) {
    Runner runner = tools.runner(new Secrets());
    try (Workbench workbench =
        new Workbench(
            tools.finder(runner), runner, tools.environment(), tools.supplies(), tools.online())) {
      return new Preflight(AllChecks.withTools(workbench), progress).run(request);
    }
  }

  /** Looks at everything, whatever it finds on the way. */
  public CheckReport run(PreflightRequest request) {
    long start = System.nanoTime();
    Tree tree = Tree.scan(request.root());
    Answers answers = Answers.of(tree);
    String environment = request.environment().orElseGet(answers::environment);
    List<Line> lines = checks.lines(new Lab(tree, answers, environment));
    return new CheckReport(
        "preflight",
        request.name(),
        environment,
        lines,
        Duration.ofNanos(System.nanoTime() - start));
  }
}
