package dev.homelab.maven.hcl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What HCL knows of characters: which may be in an identifier, and how many of them make one
 * column.
 *
 * <p>The tables are the library's and not the JDK's, whose Unicode version changes with the JDK: a
 * file must not become valid, or its comments move, because Java was updated.
 */
final class Characters {
  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final int REPLACEMENT = 0xfffd;

  private Characters() {}

  /** Read when the first character beyond ASCII is met, which most files never have. */
  private static final class Tables {
    static final Map<String, int[]> ALL = read();
    static final int[] IDENTIFIER_START = ALL.get("identifier-start");
    static final int[] IDENTIFIER_PART = ALL.get("identifier-part");
    static final int[] CONTROL = ALL.get("control");
    static final int[] PREPEND = ALL.get("prepend");
    static final int[] EXTEND = ALL.get("extend");
    static final int[] EMOJI = ALL.get("emoji");

    private static Map<String, int[]> read() {
      Map<String, List<Integer>> ranges = new HashMap<>();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  Characters.class.getResourceAsStream("characters.txt"),
                  StandardCharsets.US_ASCII))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (!line.startsWith("#")) {
            int first = line.indexOf(' ');
            int second = line.indexOf(' ', first + 1);
            List<Integer> table =
                ranges.computeIfAbsent(line.substring(0, first), name -> new ArrayList<>());
            table.add(Integer.parseInt(line, first + 1, second, 16));
            table.add(Integer.parseInt(line, second + 1, line.length(), 16));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Map<String, int[]> tables = new HashMap<>();
      ranges.forEach(
          (name, table) -> tables.put(name, table.stream().mapToInt(Integer::intValue).toArray()));
      return tables;
    }

    static boolean in(int[] table, int c) {
      int low = 0;
      int high = table.length / 2 - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        if (c < table[2 * middle]) {
          high = middle - 1;
        } else if (c > table[2 * middle + 1]) {
          low = middle + 1;
        } else {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * How many bytes the character at {@code i} takes, as loosely as HCL looks at UTF-8: the lead
   * byte decides, overlong forms and surrogates pass.
   *
   * @return 0 if the bytes there are no character
   */
  static int length(byte[] s, int i, int end) {
    int lead = s[i] & 0xff;
    int length;
    if (lead < 0x80) {
      return 1;
    } else if (lead < 0xc0 || lead > 0xf7) {
      return 0;
    } else if (lead < 0xe0) {
      length = 2;
    } else if (lead < 0xf0) {
      length = 3;
    } else {
      length = 4;
    }
    if (i + length > end) {
      return 0;
    }
    for (int k = 1; k < length; k++) {
      if ((s[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** The code point of a character of the given length, or -1 for a form that stands for none. */
  static int codePoint(byte[] s, int i, int length) {
    switch (length) {
      case 1:
        return s[i];
      case 2:
        int two = (s[i] & 0x1f) << 6 | s[i + 1] & 0x3f;
        return two < 0x80 ? -1 : two;
      case 3:
        int three = (s[i] & 0x0f) << 12 | (s[i + 1] & 0x3f) << 6 | s[i + 2] & 0x3f;
        return three < 0x800 || three >= 0xd800 && three <= 0xdfff ? -1 : three;
      case 4:
        int four =
            (s[i] & 0x07) << 18
                | (s[i + 1] & 0x3f) << 12
                | (s[i + 2] & 0x3f) << 6
                | s[i + 3] & 0x3f;
        return four < 0x10000 || four > 0x10ffff ? -1 : four;
      default:
        return -1;
    }
  }

  static boolean isIdentifierStart(int c) {
    return c >= 0 && Tables.in(Tables.IDENTIFIER_START, c);
  }

  static boolean isIdentifierPart(int c) {
    return c >= 0 && Tables.in(Tables.IDENTIFIER_PART, c);
  }

  /** Whether Unicode counts the character as white space; HCL trims with this set. */
  static boolean isSpace(int c) {
    return c == ' '
        || c >= 9 && c <= 13
        || c == 0x85
        || c == 0xa0
        || c == 0x1680
        || c >= 0x2000 && c <= 0x200a
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  /** How many columns the bytes take, if they start where a column starts. */
  static int columns(byte[] s, int start, int end) {
    int columns = 0;
    int i = start;
    while (i < end) {
      byte b = s[i];
      // An ASCII character that no other may be glued to is the common case.
      if (b >= 0 && b != '\r' && (i + 1 == end || s[i + 1] >= 0)) {
        i++;
      } else {
        i = clusterEnd(s, i, end);
      }
      columns++;
    }
    return columns;
  }

  private enum Kind {
    CR,
    LF,
    CONTROL,
    PREPEND,
    EXTEND,
    JOINER,
    EMOJI,
    REGIONAL,
    HANGUL_L,
    HANGUL_V,
    HANGUL_T,
    HANGUL_LV,
    HANGUL_LVT,
    OTHER
  }

  private static Kind kind(int c) {
    if (c < 0) {
      return Kind.OTHER;
    } else if (c < 0x80) {
      if (c == '\r') {
        return Kind.CR;
      } else if (c == '\n') {
        return Kind.LF;
      }
      return c < 0x20 || c == 0x7f ? Kind.CONTROL : Kind.OTHER;
    } else if (c == ZERO_WIDTH_JOINER) {
      return Kind.JOINER;
    } else if (c >= 0x1100 && c <= 0x115f || c >= 0xa960 && c <= 0xa97c) {
      return Kind.HANGUL_L;
    } else if (c >= 0x1160 && c <= 0x11a7 || c >= 0xd7b0 && c <= 0xd7c6) {
      return Kind.HANGUL_V;
    } else if (c >= 0x11a8 && c <= 0x11ff || c >= 0xd7cb && c <= 0xd7fb) {
      return Kind.HANGUL_T;
    } else if (c >= 0xac00 && c <= 0xd7a3) {
      return (c - 0xac00) % 28 == 0 ? Kind.HANGUL_LV : Kind.HANGUL_LVT;
    } else if (c >= 0x1f1e6 && c <= 0x1f1ff) {
      return Kind.REGIONAL;
    } else if (c == REPLACEMENT || Tables.in(Tables.CONTROL, c)) {
      return Kind.CONTROL;
    } else if (Tables.in(Tables.EXTEND, c)) {
      return Kind.EXTEND;
    } else if (Tables.in(Tables.EMOJI, c)) {
      return Kind.EMOJI;
    } else if (Tables.in(Tables.PREPEND, c)) {
      return Kind.PREPEND;
    }
    return Kind.OTHER;
  }

  /** Walks over the characters of one grapheme cluster. */
  private static final class Cursor {
    final byte[] s;
    final int end;
    int i;
    int length;
    Kind kind;

    Cursor(byte[] s, int i, int end) {
      this.s = s;
      this.end = end;
      this.i = i;
      look();
    }

    private void look() {
      if (i >= end) {
        length = 0;
        kind = null;
        return;
      }
      length = length(s, i, end);
      kind = length == 0 ? null : kind(codePoint(s, i, length));
    }

    void next() {
      i += length;
      look();
    }

    boolean skip(Kind wanted) {
      boolean any = false;
      while (kind == wanted) {
        any = true;
        next();
      }
      return any;
    }
  }

  /** Where the grapheme cluster that starts at {@code i} ends. */
  static int clusterEnd(byte[] s, int i, int end) {
    Cursor at = new Cursor(s, i, end);
    if (at.kind == null) {
      return i + 1;
    }
    if (at.kind == Kind.CR) {
      return i + 1 < end && s[i + 1] == '\n' ? i + 2 : i + 1;
    }
    if (at.kind == Kind.LF || at.kind == Kind.CONTROL) {
      return i + at.length;
    }
    at.skip(Kind.PREPEND);
    if (at.kind == null) {
      return at.i;
    }
    switch (at.kind) {
      case CR, LF, CONTROL:
        break;
      case EMOJI:
        at.next();
        skipExtension(at);
        break;
      case REGIONAL:
        at.next();
        if (at.kind == Kind.REGIONAL) {
          at.next();
        }
        skipExtension(at);
        break;
      case HANGUL_L, HANGUL_V, HANGUL_T, HANGUL_LV, HANGUL_LVT:
        skipSyllable(at);
        skipExtension(at);
        break;
      default:
        at.next();
        while (at.kind == Kind.EXTEND || at.kind == Kind.JOINER) {
          at.next();
        }
    }
    return at.i;
  }

  private static void skipSyllable(Cursor at) {
    boolean leading = at.skip(Kind.HANGUL_L);
    if (at.kind == Kind.HANGUL_LVT) {
      at.next();
      at.skip(Kind.HANGUL_T);
    } else if (at.kind == Kind.HANGUL_LV) {
      at.next();
      boolean vowel = at.skip(Kind.HANGUL_V);
      // The library stops here after a leading consonant without a vowel of its own.
      if (!leading || vowel) {
        at.skip(Kind.HANGUL_T);
      }
    } else if (at.skip(Kind.HANGUL_V) || !leading) {
      at.skip(Kind.HANGUL_T);
    }
  }

  private static void skipExtension(Cursor at) {
    while (at.kind == Kind.EXTEND || at.kind == Kind.JOINER) {
      boolean joiner = at.kind == Kind.JOINER;
      at.next();
      if (joiner && at.kind == Kind.EMOJI) {
        at.next();
      }
    }
  }
}
