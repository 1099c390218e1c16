package dev.homelab.maven.mojo;

import dev.homelab.maven.process.Progress;
import dev.homelab.maven.report.Console;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/**
 * Maven's log, and under it how things stand: live on a terminal, else as a line now and then, so
 * that whoever reads the log of a build sees that it was alive.
 */
final class MavenConsole implements Console, Progress {

  private static final long BETWEEN_LINES_NANOS = 5_000_000_000L;

  private final Log log;
  private final Optional<LiveLine> live;
  private long lastLine = System.nanoTime();

  MavenConsole(Log log, Optional<LiveLine> live) {
    this.log = log;
    this.live = live;
  }

  @Override
  public void info(String line) {
    make(() -> log.info(line));
  }

  @Override
  public void warn(String line) {
    make(() -> log.warn(line));
  }

  @Override
  public void error(String line) {
    make(() -> log.error(line));
  }

  @Override
  public void line(String text) {
    info(text);
  }

  @Override
  public synchronized void now(String state) {
    if (live.isPresent()) {
      live.get().show(state);
    } else if (System.nanoTime() - lastLine > BETWEEN_LINES_NANOS) {
      info(state);
    }
  }

  private synchronized void make(Runnable line) {
    live.ifPresent(LiveLine::erase);
    line.run();
    lastLine = System.nanoTime();
  }

  /** Leaves nothing that moves. */
  void close() {
    live.ifPresent(LiveLine::erase);
  }
}
