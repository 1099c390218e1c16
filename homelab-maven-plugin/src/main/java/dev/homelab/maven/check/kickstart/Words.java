package dev.homelab.maven.check.kickstart;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as the installer does: with quotes and backslashes as in a shell, up to
 * a {@code #}, which begins a comment even in the middle of a word.
 */
final class Words {

  /**
   * A word.
   *
   * @param text without its quotes
   * @param index where it begins in the line
   */
  record Word(String text, int index) {}

  private final String line;
  private final List<Word> words = new ArrayList<>();
  private int unclosed = -1;

  Words(String line) {
    this.line = line;
    read();
  }

  List<Word> all() {
    return words;
  }

  /** Where a quote begins that does not end; -1 when all do. */
  int unclosedQuote() {
    return unclosed;
  }

  private void read() {
    int i = 0;
    while (i < line.length() && unclosed < 0) {
      char c = line.charAt(i);
      if (c == '#') {
        return;
      }
      i = Character.isWhitespace(c) ? i + 1 : word(i);
    }
  }

  private int word(int start) {
    StringBuilder text = new StringBuilder();
    int i = start;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (Character.isWhitespace(c) || c == '#') {
        break;
      }
      if (c == '\'' || c == '"') {
        i = quoted(i, text);
        if (i < 0) {
          return line.length();
        }
      } else {
        i += c == '\\' && i + 1 < line.length() ? 1 : 0;
        text.append(line.charAt(i++));
      }
    }
    words.add(new Word(text.toString(), start));
    return i;
  }

  private int quoted(int start, StringBuilder text) {
    char quote = line.charAt(start);
    for (int i = start + 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      boolean escapes = quote == '"' && c == '\\' && i + 1 < line.length();
      if (escapes && (line.charAt(i + 1) == '"' || line.charAt(i + 1) == '\\')) {
        i++;
      }
      text.append(line.charAt(i));
    }
    unclosed = start;
    return -1;
  }
}
