package dev.homelab.maven.hcl;

import java.util.Arrays;

/**
 * Cuts a source into tokens in one pass.
 *
 * <p>Strings and heredocs hold expressions and those hold strings again, so the lexer keeps a stack
 * of what it is inside of. It never fails: what fits nothing becomes a token that the parser
 * reports.
 */
final class Lexer {
  private enum Mode {
    CODE,
    QUOTE,
    HEREDOC
  }

  private final byte[] s;
  private final int end;
  private final Tokens tokens;
  private int i;

  private Mode mode = Mode.CODE;
  private Mode[] outer = new Mode[8];
  private int depth;

  /** How many braces are open, and at which of those counts a template sequence ends. */
  private int braces;

  private int[] templateBraces = new int[8];
  private int templates;

  /** The heredocs that are open: where each marker is, and whether a line of it starts here. */
  private int[] markers = new int[8];

  private boolean[] lineStarts = new boolean[4];
  private int heredocs;

  /** Beyond this offset no comment ends, which is known once one was looked for in vain. */
  private int noCommentEndFrom = Integer.MAX_VALUE;

  private Lexer(Tokens tokens, int from) {
    this.tokens = tokens;
    s = tokens.source;
    end = s.length;
    i = from;
  }

  static Tokens lex(byte[] source) {
    Tokens tokens = new Tokens(source);
    lex(tokens, hasByteOrderMark(source) ? 3 : 0);
    return tokens;
  }

  /** Reads on from the offset as if code, and not the inside of a string, began there. */
  static void lex(Tokens tokens, int from) {
    new Lexer(tokens, from).run();
  }

  static boolean hasByteOrderMark(byte[] s) {
    return s.length >= 3 && s[0] == (byte) 0xef && s[1] == (byte) 0xbb && s[2] == (byte) 0xbf;
  }

  private void run() {
    while (i < end) {
      switch (mode) {
        case CODE -> code();
        case QUOTE -> quote();
        case HEREDOC -> heredoc();
      }
    }
    tokens.add(TokenType.END, end, end);
  }

  private void emit(TokenType type, int length) {
    tokens.add(type, i, i + length);
    i += length;
  }

  private void code() {
    byte b = s[i];
    switch (b) {
      case ' ', '\t' -> i++;
      case '\n' -> emit(TokenType.NEWLINE, 1);
      case '\r' -> {
        if (at(i + 1, '\n')) {
          emit(TokenType.NEWLINE, 2);
        } else {
          emit(TokenType.INVALID, 1);
        }
      }
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case '#' -> lineComment();
      case '/' -> {
        if (at(i + 1, '/')) {
          lineComment();
        } else if (!at(i + 1, '*') || !blockComment()) {
          emit(TokenType.SLASH, 1);
        }
      }
      case '{' -> {
        braces++;
        emit(TokenType.OPEN_BRACE, 1);
      }
      case '}' -> closeBrace(TokenType.CLOSE_BRACE, 1);
      case '~' -> {
        if (at(i + 1, '}')) {
          closeBrace(TokenType.TEMPLATE_END, 2);
        } else {
          emit(TokenType.BITWISE_NOT, 1);
        }
      }
      case '"' -> {
        emit(TokenType.OPEN_QUOTE, 1);
        enter(Mode.QUOTE);
      }
      case '<' -> {
        if (at(i + 1, '=')) {
          emit(TokenType.LESS_EQUAL, 2);
        } else if (!at(i + 1, '<') || !openHeredoc()) {
          emit(TokenType.LESS, 1);
        }
      }
      case '>' -> either('=', TokenType.GREATER_EQUAL, TokenType.GREATER);
      case '!' -> either('=', TokenType.NOT_EQUAL, TokenType.BANG);
      case '&' -> either('&', TokenType.AND, TokenType.BITWISE_AND);
      case '|' -> either('|', TokenType.OR, TokenType.BITWISE_OR);
      case ':' -> either(':', TokenType.DOUBLE_COLON, TokenType.COLON);
      case '=' -> {
        if (at(i + 1, '>')) {
          emit(TokenType.FAT_ARROW, 2);
        } else {
          either('=', TokenType.EQUAL_EQUAL, TokenType.EQUAL);
        }
      }
      case '.' -> {
        if (at(i + 1, '.') && at(i + 2, '.')) {
          emit(TokenType.ELLIPSIS, 3);
        } else {
          emit(TokenType.DOT, 1);
        }
      }
      case '[' -> emit(TokenType.OPEN_BRACKET, 1);
      case ']' -> emit(TokenType.CLOSE_BRACKET, 1);
      case '(' -> emit(TokenType.OPEN_PAREN, 1);
      case ')' -> emit(TokenType.CLOSE_PAREN, 1);
      case ',' -> emit(TokenType.COMMA, 1);
      case '*' -> emit(TokenType.STAR, 1);
      case '%' -> emit(TokenType.PERCENT, 1);
      case '+' -> emit(TokenType.PLUS, 1);
      case '-' -> emit(TokenType.MINUS, 1);
      case '?' -> emit(TokenType.QUESTION, 1);
      case '^' -> emit(TokenType.BITWISE_XOR, 1);
      case ';' -> emit(TokenType.SEMICOLON, 1);
      case '`' -> emit(TokenType.BACKTICK, 1);
      case '\'' -> emit(TokenType.APOSTROPHE, 1);
      default -> word();
    }
  }

  private boolean at(int offset, char wanted) {
    return offset < end && s[offset] == wanted;
  }

  private void either(char second, TokenType both, TokenType alone) {
    if (at(i + 1, second)) {
      emit(both, 2);
    } else {
      emit(alone, 1);
    }
  }

  private void word() {
    int stop = identifierEnd(i);
    if (stop > i) {
      emit(TokenType.IDENTIFIER, stop - i);
      return;
    }
    int length = Characters.length(s, i, end);
    if (length == 0) {
      emit(TokenType.BAD_UTF8, 1);
    } else {
      emit(TokenType.INVALID, length);
    }
  }

  /** Where the identifier that starts at the offset ends; the offset itself if none does. */
  private int identifierEnd(int from) {
    int at = from;
    while (at < end) {
      byte b = s[at];
      if (b >= 0) {
        boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_';
        if (!letter && (at == from || !(b >= '0' && b <= '9' || b == '-'))) {
          return at;
        }
        at++;
      } else {
        int length = Characters.length(s, at, end);
        int c = Characters.codePoint(s, at, length);
        if (at == from ? !Characters.isIdentifierStart(c) : !Characters.isIdentifierPart(c)) {
          return at;
        }
        at += length;
      }
    }
    return at;
  }

  /** A number may hold points and exponents in any order here; the parser refuses what is none. */
  private void number() {
    int stop = i + 1;
    int at = i + 1;
    while (at < end) {
      byte b = s[at];
      if (b >= '0' && b <= '9') {
        at++;
        stop = at;
      } else if (b == '.') {
        at++;
      } else if (b == 'e' || b == 'E') {
        int digit = at(at + 1, '+') || at(at + 1, '-') ? at + 2 : at + 1;
        if (digit >= end || s[digit] < '0' || s[digit] > '9') {
          break;
        }
        at = digit + 1;
        stop = at;
      } else {
        break;
      }
    }
    emit(TokenType.NUMBER, stop - i);
  }

  private void lineComment() {
    int at = i;
    while (at < end && s[at] != '\n') {
      at++;
    }
    emit(TokenType.COMMENT, Math.min(at + 1, end) - i);
  }

  private boolean blockComment() {
    if (i >= noCommentEndFrom) {
      return false;
    }
    for (int at = i + 2; at + 1 < end; at++) {
      if (s[at] == '*' && s[at + 1] == '/') {
        emit(TokenType.COMMENT, at + 2 - i);
        return true;
      }
    }
    noCommentEndFrom = i;
    return false;
  }

  private void enter(Mode inner) {
    if (depth == outer.length) {
      outer = Arrays.copyOf(outer, depth * 2);
    }
    outer[depth++] = mode;
    mode = inner;
  }

  private void leave() {
    mode = outer[--depth];
  }

  private void openTemplate(TokenType type) {
    emit(type, at(i + 2, '~') ? 3 : 2);
    braces++;
    if (templates == templateBraces.length) {
      templateBraces = Arrays.copyOf(templateBraces, templates * 2);
    }
    templateBraces[templates++] = braces;
    if (heredocs > 0) {
      lineStarts[heredocs - 1] = false;
    }
    enter(Mode.CODE);
  }

  private void closeBrace(TokenType otherwise, int length) {
    if (templates > 0 && templateBraces[templates - 1] == braces) {
      emit(TokenType.TEMPLATE_END, length);
      templates--;
      leave();
    } else {
      emit(otherwise, length);
    }
    braces--;
  }

  private void quote() {
    byte b = s[i];
    switch (b) {
      case '"' -> {
        emit(TokenType.CLOSE_QUOTE, 1);
        leave();
      }
      case '$', '%' -> dollar(b, TokenType.QUOTED_TEXT);
      case '\r', '\n' -> {
        int at = i;
        while (at < end && (s[at] == '\r' || s[at] == '\n')) {
          at++;
        }
        emit(TokenType.QUOTED_NEWLINE, at - i);
      }
      default -> quotedText();
    }
  }

  /** A $ or % between quotes: it opens a template sequence, escapes one, or is just itself. */
  private void dollar(byte sign, TokenType text) {
    if (at(i + 1, '{')) {
      openTemplate(sign == '$' ? TokenType.TEMPLATE_INTERPOLATION : TokenType.TEMPLATE_DIRECTIVE);
    } else if (i + 1 >= end) {
      emit(TokenType.INVALID, 1);
    } else {
      int escape = escapedSequence(sign);
      emit(text, escape == 0 ? 1 : escape);
    }
  }

  /** The length of a doubled sign with its brace, 0 if there is none. */
  private int escapedSequence(byte sign) {
    if (at(i + 1, (char) sign) && at(i + 2, '{')) {
      return at(i + 3, '~') ? 4 : 3;
    }
    return 0;
  }

  private void quotedText() {
    int at = i;
    while (at < end) {
      byte b = s[at];
      if (b == '"' || b == '$' || b == '%' || b == '\r' || b == '\n') {
        break;
      }
      if (b == '\\') {
        int escaped =
            at + 1 < end && s[at + 1] != '\r' && s[at + 1] != '\n'
                ? Characters.length(s, at + 1, end)
                : 0;
        if (escaped == 0) {
          break;
        }
        at += 1 + escaped;
      } else if (b >= 0) {
        at++;
      } else {
        int length = Characters.length(s, at, end);
        if (length == 0) {
          break;
        }
        at += length;
      }
    }
    if (at > i) {
      emit(TokenType.QUOTED_TEXT, at - i);
    } else {
      emit(s[i] == '\\' ? TokenType.INVALID : TokenType.BAD_UTF8, 1);
    }
  }

  private boolean openHeredoc() {
    int marker = at(i + 2, '-') ? i + 3 : i + 2;
    int stop = identifierEnd(marker);
    if (stop == marker) {
      return false;
    }
    int lineEnd = at(stop, '\r') ? stop + 1 : stop;
    if (!at(lineEnd, '\n')) {
      return false;
    }
    if (heredocs == lineStarts.length) {
      lineStarts = Arrays.copyOf(lineStarts, heredocs * 2);
      markers = Arrays.copyOf(markers, heredocs * 4);
    }
    markers[2 * heredocs] = marker;
    markers[2 * heredocs + 1] = stop;
    lineStarts[heredocs++] = true;
    emit(TokenType.OPEN_HEREDOC, lineEnd + 1 - i);
    enter(Mode.HEREDOC);
    return true;
  }

  private void heredoc() {
    byte b = s[i];
    if (b == '$' || b == '%') {
      if (at(i + 1, '{') || i + 1 >= end) {
        dollar(b, TokenType.HEREDOC_TEXT);
        return;
      }
      int escape = escapedSequence(b);
      if (escape > 0) {
        heredocText(i + escape);
      } else if (lineEnd(i + 2) > 0) {
        // A sign, one byte and the end of the line: here the library takes the byte, whatever it
        // is,
        // and treats what follows as a new line.
        emit(TokenType.HEREDOC_TEXT, 2);
        lineStarts[heredocs - 1] = true;
      } else {
        emit(TokenType.HEREDOC_TEXT, 1);
        lineStarts[heredocs - 1] = false;
      }
      return;
    }
    int at = i;
    while (at < end) {
      byte c = s[at];
      if (c == '$' || c == '%' || c == '\r' || c == '\n') {
        break;
      } else if (c >= 0) {
        at++;
      } else {
        int length = Characters.length(s, at, end);
        if (length == 0) {
          break;
        }
        at += length;
      }
    }
    if (at == i && s[i] < 0) {
      emit(TokenType.BAD_UTF8, 1);
    } else {
      heredocText(at);
    }
  }

  /** The length of the line break at the offset, 0 if there is none. */
  private int lineEnd(int offset) {
    if (at(offset, '\n')) {
      return 1;
    }
    return at(offset, '\r') && at(offset + 1, '\n') ? 2 : 0;
  }

  /** Ends a piece of text at the offset, with the line break that may be there. */
  private void heredocText(int stop) {
    int lineEnd = lineEnd(stop);
    if (lineEnd == 0) {
      if (stop > i) {
        emit(TokenType.HEREDOC_TEXT, stop - i);
        lineStarts[heredocs - 1] = false;
      } else {
        // A carriage return alone: nothing in a heredoc may hold it, so the lexer gives up here.
        emit(TokenType.INVALID, end - i);
      }
      return;
    }
    if (lineStarts[heredocs - 1] && isMarker(stop)) {
      emit(TokenType.CLOSE_HEREDOC, stop - i);
      emit(TokenType.NEWLINE, lineEnd);
      heredocs--;
      leave();
    } else {
      emit(TokenType.HEREDOC_TEXT, stop + lineEnd - i);
      lineStarts[heredocs - 1] = true;
    }
  }

  /** Whether the text up to the offset, white space aside, is the marker that ends the heredoc. */
  private boolean isMarker(int stop) {
    int from = i;
    while (from < stop) {
      int length = Characters.length(s, from, stop);
      if (length == 0 || !Characters.isSpace(Characters.codePoint(s, from, length))) {
        break;
      }
      from += length;
    }
    int marker = markers[2 * heredocs - 2];
    int length = markers[2 * heredocs - 1] - marker;
    if (stop - from < length
        || !Arrays.equals(s, from, from + length, s, marker, marker + length)) {
      return false;
    }
    for (int at = from + length; at < stop; ) {
      int width = Characters.length(s, at, stop);
      if (width == 0 || !Characters.isSpace(Characters.codePoint(s, at, width))) {
        return false;
      }
      at += width;
    }
    return true;
  }
}
