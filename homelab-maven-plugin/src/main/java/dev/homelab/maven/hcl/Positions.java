package dev.homelab.maven.hcl;

import java.util.Arrays;

/**
 * Finds lines and columns. Nothing is counted before somebody asks, because most files have nothing
 * to tell.
 */
final class Positions {
  private final byte[] source;
  private volatile int[] lineStarts;
  private volatile Tokens tokens;

  Positions(byte[] source) {
    this.source = source;
  }

  Position at(int offset) {
    int line = line(offset);
    int lineStart = lineStarts[line];
    if (isAscii(lineStart, offset)) {
      return new Position(line + 1, offset - lineStart + 1, offset);
    }
    return new Position(line + 1, 1 + columns(lineStart, offset), offset);
  }

  private int line(int offset) {
    if (lineStarts == null) {
      lineStarts = findLines();
    }
    int found = Arrays.binarySearch(lineStarts, offset);
    // The byte order mark stands before the first line.
    return Math.max(0, found < 0 ? -found - 2 : found);
  }

  private int[] findLines() {
    int count = 1;
    for (byte b : source) {
      if (b == '\n') {
        count++;
      }
    }
    int[] starts = new int[count];
    starts[0] = Lexer.hasByteOrderMark(source) ? 3 : 0;
    int line = 1;
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '\n') {
        starts[line++] = i + 1;
      }
    }
    return starts;
  }

  private boolean isAscii(int start, int end) {
    for (int i = start; i < end; i++) {
      if (source[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Counts token by token, because no column reaches from one token into the next. */
  private int columns(int lineStart, int offset) {
    if (tokens == null) {
      tokens = Lexer.lex(source);
    }
    int columns = 0;
    int at = lineStart;
    int token = Math.max(0, tokens.firstFrom(lineStart) - 1);
    for (; at < offset && token < tokens.size(); token++) {
      int start = Math.min(tokens.start(token), offset);
      if (start > at) {
        columns += start - at; // blanks
        at = start;
      }
      int end = Math.min(tokens.end(token), offset);
      if (end > at) {
        columns += Characters.columns(source, at, end);
        at = end;
      }
    }
    return columns;
  }
}
