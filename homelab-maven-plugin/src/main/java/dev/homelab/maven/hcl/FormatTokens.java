package dev.homelab.maven.hcl;

import java.util.Arrays;
import java.util.List;

/**
 * The tokens that a formatter writes: each with the blanks before it, and with text that need not
 * come from the source.
 */
final class FormatTokens {
  /** The source, and behind it the text that was put in. */
  private byte[] text;

  private final TokenType[] types;
  private final int[] starts;
  private final int[] ends;
  private final int[] blanks;
  private int size;
  private int textSize;

  /**
   * @param edits in the order of the source, none reaching into another
   */
  FormatTokens(Tokens tokens, List<Edit> edits) {
    text = tokens.source;
    textSize = text.length;
    int room = tokens.size();
    for (Edit edit : edits) {
      room += edit.replacement().size();
    }
    types = new TokenType[room];
    starts = new int[room];
    ends = new int[room];
    blanks = new int[room];
    int from = 0;
    for (Edit edit : edits) {
      copy(tokens, from, edit.from());
      for (Edit.Token token : edit.replacement()) {
        if (token.isNew()) {
          insert(token);
        } else {
          copy(tokens, token.index(), token.index() + 1);
        }
      }
      from = edit.to();
    }
    copy(tokens, from, tokens.size());
  }

  private void copy(Tokens tokens, int from, int to) {
    for (int token = from; token < to; token++) {
      types[size] = tokens.type(token);
      starts[size] = tokens.start(token);
      ends[size] = tokens.end(token);
      blanks[size] = tokens.start(token) - (token == 0 ? 0 : tokens.end(token - 1));
      size++;
    }
  }

  private void insert(Edit.Token token) {
    byte[] bytes = token.text();
    if (textSize + bytes.length > text.length) {
      text = Arrays.copyOf(text, textSize + Math.max(bytes.length, textSize / 8 + 64));
    }
    System.arraycopy(bytes, 0, text, textSize, bytes.length);
    types[size] = token.type();
    starts[size] = textSize;
    textSize += bytes.length;
    ends[size] = textSize;
    size++;
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

  byte[] toBytes() {
    long length = 0;
    for (int token = 0; token < size; token++) {
      length += blanks[token] + ends[token] - starts[token];
    }
    byte[] out = new byte[Math.toIntExact(length)];
    int at = 0;
    for (int token = 0; token < size; token++) {
      Arrays.fill(out, at, at + blanks[token], (byte) ' ');
      at += blanks[token];
      int width = ends[token] - starts[token];
      System.arraycopy(text, starts[token], out, at, width);
      at += width;
    }
    return out;
  }
}
