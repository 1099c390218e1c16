package dev.homelab.maven.hcl;

import java.util.Arrays;
import java.util.List;

/**
 * The tokens that a formatter writes: each with the blanks before it, and with text that need not
 * come from the source.
 *
 * <p>Only the lines that are being laid out are here, so that a large file takes no more memory
 * than a small one, and none that the processor has to fetch from far away.
 */
final class FormatTokens {
  private final Tokens source;

  /** What takes the place of tokens, in the order of the source, none reaching into another. */
  private final List<Edit> edits;

  private int nextEdit;
  private int nextToken;

  /** The source, and behind it the text that was put in. */
  private byte[] text;

  private int textSize;

  private TokenType[] types = new TokenType[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] blanks = new int[64];
  private int size;

  private byte[] out;
  private int written;

  FormatTokens(Tokens source, List<Edit> edits) {
    this.source = source;
    this.edits = edits;
    text = source.source;
    textSize = text.length;
    out = new byte[text.length + text.length / 16 + 64];
  }

  /**
   * Takes the next line in, its end included, behind those that are here already; where something
   * takes its place, that may be several.
   *
   * @return whether there is one; the last has no end but {@link TokenType#END}
   */
  boolean readLine() {
    int first = size;
    while (nextToken < source.size()) {
      if (nextEdit < edits.size() && edits.get(nextEdit).from() == nextToken) {
        insert(edits.get(nextEdit++));
      } else {
        copy(nextToken++);
      }
      if (size > first && endsLine(size - 1)) {
        return true;
      }
    }
    return size > first;
  }

  private void insert(Edit edit) {
    for (Edit.Token token : edit.replacement()) {
      if (token.isNew()) {
        insert(token);
      } else {
        copy(token.index());
      }
    }
    nextToken = edit.to();
  }

  private void copy(int token) {
    int start = source.start(token);
    add(source.type(token), start, source.end(token));
    blanks[size - 1] = start - (token == 0 ? 0 : source.end(token - 1));
  }

  private void insert(Edit.Token token) {
    byte[] bytes = token.text();
    if (textSize + bytes.length > text.length) {
      text = Arrays.copyOf(text, textSize + Math.max(bytes.length, textSize / 8 + 64));
    }
    System.arraycopy(bytes, 0, text, textSize, bytes.length);
    add(token.type(), textSize, textSize + bytes.length);
    textSize += bytes.length;
  }

  private void add(TokenType type, int start, int end) {
    if (size == types.length) {
      types = Arrays.copyOf(types, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      blanks = Arrays.copyOf(blanks, size * 2);
    }
    types[size] = type;
    starts[size] = start;
    ends[size] = end;
    blanks[size++] = 0;
  }

  int size() {
    return size;
  }

  TokenType type(int token) {
    return types[token];
  }

  void setBlanks(int token, int count) {
    blanks[token] = count;
  }

  /** Whether a line of the output ends with the token. */
  boolean endsLine(int token) {
    return types[token] == TokenType.NEWLINE
        || types[token] == TokenType.COMMENT
            && ends[token] > starts[token]
            && text[ends[token] - 1] == '\n';
  }

  boolean isIn(int token) {
    return types[token] == TokenType.IDENTIFIER
        && ends[token] - starts[token] == 2
        && text[starts[token]] == 'i'
        && text[starts[token] + 1] == 'n';
  }

  /** The columns that the tokens and the blanks before them take. */
  int columns(int from, int to) {
    int columns = 0;
    for (int token = from; token < to; token++) {
      columns += blanks[token] + Characters.columns(text, starts[token], ends[token]);
    }
    return columns;
  }

  /** Writes what is here, which makes room for the lines that follow. */
  void write() {
    for (int token = 0; token < size; token++) {
      int width = ends[token] - starts[token];
      long end = (long) written + blanks[token] + width;
      if (end > out.length) {
        out = Arrays.copyOf(out, Math.toIntExact(end + end / 8));
      }
      for (int blank = blanks[token]; blank > 0; blank--) {
        out[written++] = ' ';
      }
      System.arraycopy(text, starts[token], out, written, width);
      written += width;
    }
    size = 0;
  }

  /** All that was written. */
  byte[] toBytes() {
    return Arrays.copyOf(out, written);
  }
}
