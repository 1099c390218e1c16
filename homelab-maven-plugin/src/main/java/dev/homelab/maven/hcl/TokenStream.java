package dev.homelab.maven.hcl;

import java.nio.charset.StandardCharsets;

/**
 * The tokens as the grammar sees them: without comments and, inside brackets, without line breaks.
 */
final class TokenStream {
  private final Tokens tokens;
  private int position;
  private int last;
  private boolean newlines = true;
  private int depth;

  private int peeked = -1;
  private int peekedFrom = -1;
  private boolean peekedNewlines;

  TokenStream(Tokens tokens) {
    this.tokens = tokens;
  }

  Tokens tokens() {
    return tokens;
  }

  /** The next token that counts. */
  int peek() {
    if (peekedFrom != position || peekedNewlines != newlines) {
      int token = position;
      while (isSkipped(token)) {
        token++;
      }
      peeked = token;
      peekedFrom = position;
      peekedNewlines = newlines;
    }
    return peeked;
  }

  private boolean isSkipped(int token) {
    TokenType type = tokens.type(token);
    return type == TokenType.COMMENT && !(newlines && tokens.endsLine(token))
        || type == TokenType.NEWLINE && !newlines;
  }

  TokenType peekType() {
    return typeAt(peek());
  }

  /** The type of a token that was peeked or read; a comment that ends a line counts as that end. */
  TokenType typeAt(int token) {
    TokenType type = tokens.type(token);
    return type == TokenType.COMMENT ? TokenType.NEWLINE : type;
  }

  /** Takes the next token; the end of the file can be taken again and again. */
  int read() {
    last = peek();
    position = tokens.type(last) == TokenType.END ? last : last + 1;
    return last;
  }

  /** The token that was read last. */
  int last() {
    return last;
  }

  boolean isNext(String keyword) {
    int token = peek();
    return tokens.type(token) == TokenType.IDENTIFIER && tokens.is(token, keyword);
  }

  /** Sets whether line breaks count and tells what was so before. */
  boolean setNewlines(boolean count) {
    boolean before = newlines;
    newlines = count;
    return before;
  }

  /** Goes one level deeper. */
  void nest(int token) {
    if (depth >= Hcl.MAX_DEPTH) {
      throw failure(
          token,
          "nested deeper than " + Hcl.MAX_DEPTH + " levels",
          "name the inner parts as locals and use the names");
    }
    depth++;
  }

  void unnest() {
    depth--;
  }

  int depth() {
    return depth;
  }

  void setDepth(int newDepth) {
    depth = newDepth;
  }

  /** Back to where items of a body are read. */
  void reset() {
    newlines = true;
  }

  void moveTo(int token) {
    position = token;
    last = Math.max(0, token - 1);
    peekedFrom = -1;
  }

  String text(int token) {
    int start = tokens.start(token);
    return new String(tokens.source, start, tokens.end(token) - start, StandardCharsets.UTF_8);
  }

  /** A token in words for a message. */
  String describe(int token) {
    TokenType type = typeAt(token);
    return switch (type) {
      case IDENTIFIER, NUMBER -> "\"" + text(token) + "\"";
      default -> type.readable();
    };
  }

  SyntaxFailure failure(int token, String message, String fix) {
    return failure(token, token, message, fix);
  }

  /** A problem with a token that shows at the next one; if that is no token at all, it is that. */
  SyntaxFailure failure(int token, int shows, String message, String fix) {
    SyntaxProblem lexical = lexicalProblem(shows);
    return new SyntaxFailure(
        lexical != null
            ? lexical
            : new SyntaxProblem(tokens.start(token), tokens.end(token), message, fix));
  }

  /** The problem that something else was expected where the token stands. */
  SyntaxProblem unexpected(int token, String expected) {
    return failure(token, "did not expect " + describe(token) + " here", expected).problem;
  }

  /** What is wrong with a token that has no place anywhere in HCL; null for all others. */
  private SyntaxProblem lexicalProblem(int token) {
    String message;
    String fix;
    switch (tokens.type(token)) {
      case BITWISE_AND -> {
        message = "\"&\" is no operator";
        fix = "for a logical and write &&";
      }
      case BITWISE_OR -> {
        message = "\"|\" is no operator";
        fix = "for a logical or write ||";
      }
      case BITWISE_NOT -> {
        message = "\"~\" is no operator";
        fix = "for a logical not write !";
      }
      case BITWISE_XOR -> {
        message = "\"^\" is no operator";
        fix = "for a power write pow(x, y)";
      }
      case APOSTROPHE -> {
        message = "strings do not stand in single quotes";
        fix = "use double quotes";
      }
      case BACKTICK -> {
        message = "strings do not stand in backticks";
        fix = "use double quotes, or a heredoc (<<EOT) for several lines";
      }
      case SEMICOLON -> {
        message = "\";\" separates nothing in HCL";
        fix = "separate arguments by line breaks and elements by commas";
      }
      case BAD_UTF8 -> {
        message = "this is not UTF-8";
        fix = "save the file in the encoding UTF-8";
      }
      case QUOTED_NEWLINE -> {
        message = "the string is not closed on its line";
        fix = "add the closing quote; for a line break inside write \\n or use a heredoc (<<EOT)";
      }
      case INVALID -> {
        String text = text(token);
        if (text.equals("\u201c") || text.equals("\u201d")) {
          message = "curly quotes do not delimit strings";
          fix = "use straight double quotes";
        } else if (text.equals("\\")) {
          message = "a backslash with nothing to escape";
          fix = "write \\\\ for a backslash";
        } else if (text.startsWith("\r")) {
          message = "a carriage return that ends no line";
          fix = "end lines with a line feed";
        } else if (text.equals("$") && tokens.type(token + 1) == TokenType.END) {
          message = "the string is not closed before the end of the file";
          fix = "add the closing quote or the end marker of the heredoc";
        } else {
          message = "HCL does not use the character " + text;
          fix = "remove it, or put it in a string";
        }
      }
      default -> {
        return null;
      }
    }
    return new SyntaxProblem(tokens.start(token), tokens.end(token), message, fix);
  }
}
