package dev.homelab.maven.flow;

import static java.util.stream.Collectors.joining;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.process.Progress;
import dev.homelab.maven.report.CheckReport.Line;
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

/** Asks checks about a homelab, each on a thread of its own, and gathers their lines. */
final class SideBySide {

  /** What is done sooner is not worth a word. */
  private static final Duration SOON = Duration.ofMillis(500);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final List<Check> checks;
  private final Duration deadline;
  private final Progress progress;

  /**
   * Of these checks.
   *
   * @param deadline after which a check that still looks is left out, and said so
   * @param progress is told which checks are still being waited for
   * @throws IllegalArgumentException without checks: what looks at nothing would always pass
   */
  SideBySide(List<Check> checks, Duration deadline, Progress progress) {
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("no checks");
    }
    this.checks = List.copyOf(checks);
    this.deadline = deadline;
    this.progress = progress;
  }

  /** Their lines, in the order of the checks, whichever is done first. */
  List<Line> lines(Lab lab) {
    List<CheckResult> results = results(lab);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      lines.add(line(checks.get(i), results.get(i), results));
    }
    return lines;
  }

  /** Not on the common pool: a check that waits for a tool would keep the others waiting. */
  private List<CheckResult> results(Lab lab) {
    ExecutorService pool = Executors.newFixedThreadPool(checks.size());
    long end = System.nanoTime() + deadline.toNanos();
    try {
      List<Future<CheckResult>> running =
          checks.stream().map(check -> pool.submit(() -> check.run(lab))).toList();
      tellWhatIsWaitedFor(running, end);
      List<CheckResult> results = new ArrayList<>();
      for (Future<CheckResult> one : running) {
        results.add(result(one, end));
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

  private void tellWhatIsWaitedFor(List<Future<CheckResult>> running, long end)
      throws InterruptedException {
    Duration wait = SOON;
    for (List<Integer> late = late(running); !late.isEmpty(); late = late(running)) {
      if (wait == LOOK_AGAIN) {
        progress.now(
            "waiting for " + late.stream().map(i -> checks.get(i).name()).collect(joining(", ")));
      }
      try {
        long left = Math.min(wait.toNanos(), end - System.nanoTime());
        running.get(late.get(0)).get(left, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        wait = LOOK_AGAIN;
        if (System.nanoTime() - end > 0) {
          return;
        }
      } catch (ExecutionException e) {
        return; // told by whoever asks for the results
      }
    }
  }

  private List<Integer> late(List<Future<CheckResult>> running) {
    return IntStream.range(0, checks.size()).filter(i -> !running.get(i).isDone()).boxed().toList();
  }

  private CheckResult result(Future<CheckResult> one, long end)
      throws InterruptedException, ExecutionException {
    try {
      return one.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return CheckResult.skipped("", "no answer in " + deadline.toSeconds() + " s");
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
