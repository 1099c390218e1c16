package dev.homelab.maven.tool;

import dev.homelab.maven.process.Runner;
import java.util.function.Consumer;

/**
 * Who watches a tool that works for minutes.
 *
 * @param progress gets a line for each phase
 * @param started is told which process it is
 */
public record Watcher(Consumer<String> progress, Runner.Started started) {

  /** Nobody does. */
  public static Watcher none() {
    return new Watcher(line -> {}, process -> {});
  }
}
