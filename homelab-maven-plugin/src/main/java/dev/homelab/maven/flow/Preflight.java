package dev.homelab.maven.flow;

import static java.util.stream.Collectors.joining;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.tools.Workbench;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.process.Progress;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.PreflightReport;
import dev.homelab.maven.report.PreflightReport.Line;
import dev.homelab.maven.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Asks every check about a homelab, side by side, and changes nothing. */
public final class Preflight {

  /** What is done sooner is not worth a word. */
  private static final long SOON_MILLIS = 500;

  private static final long LOOK_AGAIN_MILLIS = 250;

  private final List<Check> checks;
  private final Progress progress;

  /**
   * @throws IllegalArgumentException without checks: a preflight that looks at nothing would always
   *     pass
   */
  public Preflight(List<Check> checks) {
    this(checks, Progress.NONE);
  }

  private Preflight(List<Check> checks, Progress progress) {
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("no checks");
    }
    this.checks = List.copyOf(checks);
    this.progress = progress;
  }

  /** Asks the embedded checks, and beside them the tools that are on this machine. */
  public static PreflightReport withTools(PreflightRequest request, ToolSettings tools) {
    return withTools(request, tools, Progress.NONE);
  }

  /** The same, and tells whom it is waiting for. */
  public static PreflightReport withTools(
      PreflightRequest request, ToolSettings tools, Progress progress) {
    Runner runner = tools.runner(new Secrets());
    try (Workbench workbench =
        new Workbench(
            tools.finder(runner), runner, tools.environment(), tools.supplies(), tools.online())) {
      return new Preflight(AllChecks.withTools(workbench), progress).run(request);
    }
  }

  /** Looks at everything, whatever it finds on the way. */
  public PreflightReport run(PreflightRequest request) {
    long start = System.nanoTime();
    Tree tree = Tree.scan(request.root());
    Answers answers = Answers.of(tree);
    String environment = request.environment().orElseGet(answers::environment);
    Lab lab = new Lab(tree, answers, environment);
    // The lines keep the order of the checks, whichever is done first.
    List<CheckResult> results = sideBySide(lab);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      lines.add(line(checks.get(i), results.get(i), results));
    }
    return new PreflightReport(
        request.name(), environment, lines, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Not on the common pool: a check that waits for a tool would keep the others waiting. */
  private List<CheckResult> sideBySide(Lab lab) {
    ExecutorService pool = Executors.newFixedThreadPool(checks.size());
    try {
      List<Future<CheckResult>> running =
          checks.stream().map(check -> pool.submit(() -> check.run(lab))).toList();
      tellWhoIsWaitedFor(running);
      List<CheckResult> results = new ArrayList<>();
      for (Future<CheckResult> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause()); // checks throw nothing: a fault of ours
    } finally {
      pool.shutdownNow(); // interrupts what still runs, so that no tool outlives the build
    }
  }

  private void tellWhoIsWaitedFor(List<Future<CheckResult>> running) throws InterruptedException {
    long wait = SOON_MILLIS;
    while (true) {
      List<Integer> late =
          IntStream.range(0, checks.size()).filter(i -> !running.get(i).isDone()).boxed().toList();
      if (late.isEmpty()) {
        return;
      }
      if (wait == LOOK_AGAIN_MILLIS) {
        progress.now(
            "preflight: waiting for "
                + late.stream().map(i -> checks.get(i).name()).collect(joining(", ")));
      }
      try {
        running.get(late.get(0)).get(wait, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        wait = LOOK_AGAIN_MILLIS;
      } catch (ExecutionException e) {
        return; // it is told by whoever asks for the results
      }
    }
  }

  private Line line(Check check, CheckResult result, List<CheckResult> results) {
    List<Finding> embedded =
        IntStream.range(0, checks.size())
            .filter(i -> checks.get(i) != check)
            .filter(i -> check.repeats().contains(checks.get(i).name()))
            .mapToObj(results::get)
            .flatMap(r -> r.findings().stream())
            .toList();
    return new Line(
        check.name(),
        result.scope(),
        result.skipped(),
        result.findings().stream().filter(f -> !told(f, embedded)).toList(),
        result.version(),
        result.missing());
  }

  /**
   * Whether an embedded check says the same: at that line, or anywhere in the file when the tool
   * names no line, and as gravely. It has the better words, and the same ones on every machine. In
   * a file that cannot be parsed, no two parsers stumble over the same line.
   */
  private static boolean told(Finding finding, List<Finding> embedded) {
    return embedded.stream()
        .filter(e -> e.where().file().equals(finding.where().file()))
        .filter(
            e ->
                finding.where().line() == 0
                    || e.where().line() == finding.where().line()
                    || e.rule().id().endsWith("/syntax"))
        .anyMatch(e -> e.isError() || !finding.isError());
  }
}
