package dev.homelab.maven.state;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What a goal has begun and not ended: written before each step, removed at the end, whether good
 * or bad, since then its user has been told. One that is found was left by a run that was killed.
 */
public final class Begun {

  private final Path file;
  private final Properties values = new Properties();

  private Begun(Path file) {
    this.file = file;
  }

  /**
   * What a killed run has left.
   *
   * @param goal "image" or "provision of k3s-single"
   * @param since when it began
   * @param step at what it was: "packer build"
   * @param tool the program it had started and that still works, though nobody waits for it
   */
  public record Left(String goal, Instant since, String step, Optional<ProcessHandle> tool) {

    /** "image of 24 Nov 15:02:11 was cut off during packer build". */
    @Override
    public String toString() {
      return goal + " of " + Holder.clock(since) + " was cut off during " + step;
    }
  }

  /** What the last run of this goal has left; empty when it ended as it should. */
  public static Optional<Left> left(StateFolder state, String goal) {
    Path file = fileOf(state, goal);
    Properties values = new Properties();
    try {
      values.load(new StringReader(Files.readString(file)));
      return Optional.of(
          new Left(
              values.getProperty("goal", goal),
              Instant.parse(values.getProperty("since", "")),
              values.getProperty("step", "its first step"),
              tool(values)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Damaged, but there: a run was killed, and that is worth telling.
      return Optional.of(new Left(goal, modified(file), "a step unknown", Optional.empty()));
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  /** A number alone proves nothing: by now another program may have it. */
  private static Optional<ProcessHandle> tool(Properties values) {
    if (!Holder.thisHost().equals(values.getProperty("host"))) {
      return Optional.empty();
    }
    long pid = Long.parseLong(values.getProperty("tool", "0"));
    String started = values.getProperty("tool-started", "");
    return pid == 0
        ? Optional.empty()
        : ProcessHandle.of(pid).filter(p -> started(p).equals(started));
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  /** Begins a goal. */
  public static Begun begin(StateFolder state, String goal, String step) throws HomelabException {
    Begun begun = new Begun(fileOf(state, goal));
    begun.values.setProperty("goal", goal);
    begun.values.setProperty("host", Holder.thisHost());
    begun.values.setProperty("since", Instant.now().toString());
    begun.step(step);
    return begun;
  }

  private static Path fileOf(StateFolder state, String goal) {
    return state.file("begun-" + goal.replaceAll("[^A-Za-z0-9_.-]+", "-"));
  }

  /** Goes on to the next step. */
  public void step(String step) throws HomelabException {
    values.setProperty("step", step);
    values.remove("tool");
    values.remove("tool-started");
    write();
  }

  /** This program does the step's work. */
  public void with(ProcessHandle tool) throws HomelabException {
    values.setProperty("tool", Long.toString(tool.pid()));
    values.setProperty("tool-started", started(tool));
    write();
  }

  private void write() throws HomelabException {
    try {
      StringWriter text = new StringWriter();
      values.store(text, null);
      AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              file + " cannot be written: " + e,
              "make its folder writable, and see that the disk is not full"));
    }
  }

  /** The goal has ended, and its user knows how. */
  public void end() throws HomelabException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(file + " cannot be removed: " + e, "remove it: what it tells is over"));
    }
  }

  /**
   * Waits until a program that a killed run has left has ended.
   *
   * @return whether it has
   */
  public static boolean await(ProcessHandle tool, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (tool.isAlive() && System.nanoTime() < deadline) {
        Thread.sleep(200);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !tool.isAlive();
  }
}
