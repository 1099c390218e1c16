package dev.homelab.maven.testing;

import dev.homelab.maven.report.Console;
import java.util.ArrayList;
import java.util.List;

/** A console that remembers its lines; times in them are made equal. */
public final class Lines implements Console {

  private final List<String> all = new ArrayList<>();

  /** Every line so far, those that are no plain ones with their weight before them. */
  public synchronized List<String> all() {
    return List.copyOf(all);
  }

  /** Forgets them. */
  public synchronized void clear() {
    all.clear();
  }

  private synchronized void add(String line) {
    all.add(
        line.replaceAll("\\b\\d\\d:\\d\\d\\b(?!:)", "00:00")
            .replaceAll(" of \\d+ \\w+ [\\d:]+", " of THEN"));
  }

  @Override
  public void info(String line) {
    add(line);
  }

  @Override
  public void warn(String line) {
    add("WARN " + line);
  }

  @Override
  public void error(String line) {
    add("ERROR " + line);
  }
}
