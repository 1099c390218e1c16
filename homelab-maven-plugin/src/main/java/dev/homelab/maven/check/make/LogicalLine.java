package dev.homelab.maven.check.make;

import dev.homelab.maven.problem.Location;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A line as make sees it: with the lines that its backslashes join to it.
 *
 * <p>Each joining backslash is a blank in {@link #text()}, so that every character can be found
 * again in the file.
 */
final class LogicalLine {

  /** What nobody wrote is read so far, and no further. */
  private static final int MOST = 10_000;

  private final SourceFile file;
  private final int number;
  private final List<String> parts = new ArrayList<>();
  private String text;

  private LogicalLine(SourceFile file, int number) {
    this.file = file;
    this.number = number;
  }

  static List<LogicalLine> of(SourceFile file) {
    List<LogicalLine> all = new ArrayList<>();
    List<String> lines = file.lines().subList(0, Math.min(MOST, file.lines().size()));
    for (int i = 0; i < lines.size(); i++) {
      LogicalLine line = new LogicalLine(file, i + 1);
      String part = lines.get(i);
      while (continues(part) && i + 1 < lines.size()) {
        line.parts.add(part.substring(0, part.length() - 1) + " ");
        part = lines.get(++i);
      }
      line.parts.add(part);
      line.text = String.join("", line.parts);
      all.add(line);
    }
    return all;
  }

  private static boolean continues(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  String text() {
    return text;
  }

  int number() {
    return number;
  }

  boolean isRecipe() {
    return text.startsWith("\t");
  }

  boolean isBlankOrComment() {
    String stripped = text.strip();
    return stripped.isEmpty() || stripped.startsWith("#");
  }

  /** Its first word, without the variables and operators behind it. */
  String firstWord() {
    return text.strip().split("[\\s(]", 2)[0];
  }

  /** Where the character at that index of the text stands in the file. */
  Location at(int index) {
    int line = number;
    int rest = index;
    for (String part : parts) {
      if (rest < part.length()) {
        return file.location(line, part.codePointCount(0, rest) + 1);
      }
      rest -= part.length();
      line++;
    }
    return file.location(line - 1);
  }
}
