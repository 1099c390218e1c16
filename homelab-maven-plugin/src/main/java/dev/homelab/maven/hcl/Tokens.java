package dev.homelab.maven.hcl;

import java.util.Arrays;

/** The tokens of one source, as columns of numbers, so that a token costs nine bytes. */
final class Tokens {
  final byte[] source;
  private byte[] types;
  private int[] starts;
  private int[] ends;
  private int size;

  Tokens(byte[] source) {
    this.source = source;
    int guess = Math.max(16, source.length / 4);
    types = new byte[guess];
    starts = new int[guess];
    ends = new int[guess];
  }

  void add(TokenType type, int start, int end) {
    if (size == types.length) {
      int room = size + (size >> 1);
      types = Arrays.copyOf(types, room);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
    }
    types[size] = (byte) type.ordinal();
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  /**
   * Forgets the tokens from the given one on, so that the rest can be read again in another way.
   */
  void truncate(int newSize) {
    size = newSize;
  }

  int size() {
    return size;
  }

  TokenType type(int token) {
    return TokenType.of(types[token]);
  }

  int start(int token) {
    return starts[token];
  }

  int end(int token) {
    return ends[token];
  }

  /** Whether the token is a comment that also ends its line. */
  boolean endsLine(int token) {
    return ends[token] > starts[token] && source[ends[token] - 1] == '\n';
  }

  /** The first token that starts at or after the offset. */
  int firstFrom(int offset) {
    int found = Arrays.binarySearch(starts, 0, size, offset);
    if (found < 0) {
      return -found - 1;
    }
    // The end of the file can share its offset with nothing but an empty token before it.
    while (found > 0 && starts[found - 1] == offset) {
      found--;
    }
    return found;
  }

  boolean is(int token, String text) {
    int length = ends[token] - starts[token];
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (source[starts[token] + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
