package dev.homelab.it.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts what ran and what was skipped. With the real tools at hand it leaves two files in
 * target/real-tools: ran.txt, which the build prints, and not-run.txt, which it fails for when
 * something could have run and did not.
 */
public final class Ledger implements TestExecutionListener {

  private static final Set<String> TOOLS = new ConcurrentSkipListSet<>();

  private final Map<String, List<String>> skipped = new TreeMap<>();
  private TestPlan plan;
  private int ran;
  private long started;

  static void ranWith(String tool) {
    TOOLS.add(tool);
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
    started = System.nanoTime();
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    Set<String> names = new TreeSet<>();
    plan.getDescendants(test).stream()
        .filter(inside -> plan.getChildren(inside).isEmpty())
        .forEach(inside -> names.add(name(inside)));
    if (names.isEmpty()) {
      names.add(name(test));
    }
    skipped.computeIfAbsent(reason, key -> new ArrayList<>()).addAll(names);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      String reason =
          result
              .getThrowable()
              .map(Throwable::getMessage)
              .orElse("no reason given")
              .replaceFirst("^Assumption failed: ", "");
      skipped.computeIfAbsent(reason, key -> new ArrayList<>()).add(name(test));
    } else if (test.isTest() && test.getUniqueId().contains(":dev.homelab.it.real.")) {
      ran++;
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan testPlan) {
    skipped.forEach((reason, tests) -> System.out.println(tests.size() + " skipped: " + reason));
    if (Toolchain.isWanted()) {
      writeWhatRan();
    }
  }

  private void writeWhatRan() {
    long seconds = (System.nanoTime() - started) / 1_000_000_000;
    List<String> versions = new ArrayList<>();
    for (String tool : TOOLS) {
      versions.add(tool + " " + Versions.of(tool));
    }
    StringBuilder report = new StringBuilder();
    skipped.forEach((reason, tests) -> report.append(reason).append(":\n").append(indented(tests)));
    report.append(
        "%d tests with the real tools, %d skipped, all tests together %d s: %s%n"
            .formatted(
                ran,
                skipped.values().stream().mapToInt(List::size).sum(),
                seconds,
                String.join(", ", versions)));
    StringBuilder notRun = new StringBuilder();
    skipped.forEach(
        (reason, tests) -> {
          if (!Skips.isExcused(reason)) {
            notRun.append(reason).append(":\n").append(indented(tests));
          }
        });
    write("ran.txt", report.toString());
    if (!notRun.isEmpty()) {
      write("not-run.txt", notRun.toString());
    }
  }

  private static String indented(List<String> tests) {
    StringBuilder lines = new StringBuilder();
    tests.forEach(test -> lines.append("    ").append(test).append('\n'));
    return lines.toString();
  }

  private static void write(String file, String text) {
    try {
      Path target = Toolchain.work().resolve(file);
      Files.writeString(target, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String name(TestIdentifier test) {
    String parent =
        plan.getParent(test).map(TestIdentifier::getDisplayName).map(n -> n + " ").orElse("");
    return parent + test.getDisplayName();
  }
}
