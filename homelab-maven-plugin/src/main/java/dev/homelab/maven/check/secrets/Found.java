package dev.homelab.maven.check.secrets;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The secrets found in a file so far: each place is told once, by the first that knew it. */
final class Found {

  /** More of them are one mistake, a dump of something, and would bury all other findings. */
  private static final int MOST = 50;

  private final SourceFile file;
  private final String text;
  private final int[] lineStarts;
  private final TreeMap<Integer, Integer> places = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  Found(SourceFile file, String text) {
    this.file = file;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  SourceFile file() {
    return file;
  }

  String text() {
    return text;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Whether enough was found to look no further. */
  boolean full() {
    return findings.size() >= MOST;
  }

  /** Tells of the secret from start to end, if no part of it was told of. */
  void add(Rule rule, int start, int end, String message, String fix) {
    if (full()) {
      return;
    }
    Map.Entry<Integer, Integer> before = places.lowerEntry(end);
    if (before != null && before.getValue() > start) {
      return;
    }
    places.put(start, end);
    findings.add(rule.at(at(start), message, fix));
  }

  private Location at(int index) {
    int line = java.util.Arrays.binarySearch(lineStarts, index);
    line = line < 0 ? -line - 2 : line;
    return file.location(line + 1, text.codePointCount(lineStarts[line], index) + 1);
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts.add(i + 1);
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
