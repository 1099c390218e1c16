package dev.homelab.maven.hcl;

import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Expression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parses strings: quoted ones, heredocs and labels. */
final class TemplateParser {
  private final TokenStream in;
  private final Tokens tokens;
  private final ExpressionParser expressions;

  TemplateParser(TokenStream in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
    tokens = in.tokens();
  }

  /** A piece of a template before it is known which directives belong together. */
  private static final class Piece {
    enum Kind {
      TEXT,
      VALUE,
      IF,
      ELSE,
      END_IF,
      FOR,
      END_FOR
    }

    final Kind kind;
    final int token;
    final int start;
    int end;
    String text;
    Expression expression;
    String keyName;
    String valueName;

    Piece(Kind kind, int token, int start, int end) {
      this.kind = kind;
      this.token = token;
      this.start = start;
      this.end = end;
    }
  }

  Block.Label parseLabel() {
    int open = in.read();
    StringBuilder text = new StringBuilder();
    while (true) {
      int token = in.read();
      switch (in.typeAt(token)) {
        case CLOSE_QUOTE -> {
          return new Block.Label(text.toString(), tokens.start(open), tokens.end(token));
        }
        case QUOTED_TEXT -> text.append(unescape(token));
        case TEMPLATE_INTERPOLATION, TEMPLATE_DIRECTIVE ->
            throw in.failure(
                token,
                "a label cannot hold a template",
                "write the label out; for a literal sign double it, as $${ or %%{");
        default -> throw unclosed(open, token);
      }
    }
  }

  private SyntaxFailure unclosed(int open, int token) {
    boolean heredoc = tokens.type(open) == TokenType.OPEN_HEREDOC;
    if (in.typeAt(token) != TokenType.END) {
      return in.failure(
          token, "did not expect " + in.describe(token) + " in a string", "close the string first");
    }
    String marker = in.text(open).trim().replaceFirst("^<<-?", "");
    return new SyntaxFailure(
        new SyntaxProblem(
            tokens.start(open),
            tokens.end(open),
            heredoc
                ? "the heredoc is not closed before the end of the file"
                : "the string is not closed before the end of the file",
            heredoc
                ? "add a line that holds nothing but " + marker + ", and a line break after it"
                : "add the closing quote"));
  }

  /** Parses on after the token that opened the template. */
  Expression parse(int open) {
    in.nest(open);
    boolean heredoc = tokens.type(open) == TokenType.OPEN_HEREDOC;
    List<Piece> pieces =
        readPieces(open, heredoc ? TokenType.CLOSE_HEREDOC : TokenType.CLOSE_QUOTE);
    int end = tokens.end(in.last());
    if (heredoc && tokens.source[tokens.start(open) + 2] == '-') {
      stripIndent(pieces);
    }
    List<Expression.Part> parts = new Assembly(join(pieces)).parts();
    in.unnest();
    return new Expression.Template(parts, heredoc, tokens.start(open), end);
  }

  private static void stripIndent(List<Piece> pieces) {
    List<String> texts = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      texts.add(piece.kind == Piece.Kind.TEXT ? piece.text : null);
    }
    Indentation.strip(texts);
    for (int i = 0; i < texts.size(); i++) {
      pieces.get(i).text = texts.get(i);
    }
  }

  private List<Piece> readPieces(int open, TokenType closer) {
    List<Piece> pieces = new ArrayList<>(2);
    boolean trimNext = false;
    while (true) {
      int token = in.read();
      TokenType type = in.typeAt(token);
      if (type == closer) {
        return pieces;
      }
      switch (type) {
        case QUOTED_TEXT, HEREDOC_TEXT -> {
          Piece piece = new Piece(Piece.Kind.TEXT, token, tokens.start(token), tokens.end(token));
          String text = unescape(token);
          piece.text = trimNext ? trimLeft(text) : text;
          pieces.add(piece);
          trimNext = false;
        }
        case TEMPLATE_INTERPOLATION, TEMPLATE_DIRECTIVE -> {
          trimBefore(token, pieces);
          boolean newlines = in.setNewlines(false);
          Piece piece =
              type == TokenType.TEMPLATE_INTERPOLATION
                  ? readInterpolation(open, token)
                  : readDirective(token);
          int close = closeSequence(open, token);
          in.setNewlines(newlines);
          piece.end = tokens.end(close);
          trimNext = tokens.end(close) - tokens.start(close) == 2;
          pieces.add(piece);
        }
        default -> throw unclosed(open, token);
      }
    }
  }

  /** A tilde in the opening takes the white space before it, but only of the text next to it. */
  private void trimBefore(int token, List<Piece> pieces) {
    if (tokens.end(token) - tokens.start(token) == 3 && !pieces.isEmpty()) {
      Piece before = pieces.get(pieces.size() - 1);
      if (before.kind == Piece.Kind.TEXT) {
        before.text = trimRight(before.text);
      }
    }
  }

  private Piece readInterpolation(int open, int token) {
    Piece piece = new Piece(Piece.Kind.VALUE, token, tokens.start(token), 0);
    piece.expression = expressions.parse();
    return piece;
  }

  private int closeSequence(int open, int sequence) {
    if (in.peekType() != TokenType.TEMPLATE_END) {
      boolean interpolation = tokens.type(sequence) == TokenType.TEMPLATE_INTERPOLATION;
      String sign = interpolation ? "${" : "%{";
      throw in.failure(
          in.peek(),
          "expected \"}\" to close the "
              + sign
              + " that was opened before, found "
              + in.describe(in.peek()),
          "close it; if it is meant for another language, such as a shell, double the sign: "
              + (interpolation ? "$${" : "%%{"));
    }
    return in.read();
  }

  private Piece readDirective(int token) {
    int keyword = in.read();
    if (in.typeAt(keyword) == TokenType.IDENTIFIER) {
      switch (in.text(keyword)) {
        case "if" -> {
          Piece piece = new Piece(Piece.Kind.IF, token, tokens.start(token), 0);
          piece.expression = expressions.parse();
          return piece;
        }
        case "for" -> {
          return readFor(token);
        }
        case "else" -> {
          return new Piece(Piece.Kind.ELSE, token, tokens.start(token), 0);
        }
        case "endif" -> {
          return new Piece(Piece.Kind.END_IF, token, tokens.start(token), 0);
        }
        case "endfor" -> {
          return new Piece(Piece.Kind.END_FOR, token, tokens.start(token), 0);
        }
        default -> {
          // not a keyword
        }
      }
    }
    throw in.failure(
        keyword,
        "expected if, else, endif, for or endfor after %{, found " + in.describe(keyword),
        "use one of these; for a literal %{ write %%{");
  }

  private Piece readFor(int token) {
    Piece piece = new Piece(Piece.Kind.FOR, token, tokens.start(token), 0);
    piece.valueName = readForName();
    if (in.peekType() == TokenType.COMMA) {
      in.read();
      piece.keyName = piece.valueName;
      piece.valueName = readForName();
    }
    if (!in.isNext("in")) {
      throw forFailure("\"in\"");
    }
    in.read();
    piece.expression = expressions.parse();
    return piece;
  }

  private String readForName() {
    if (in.peekType() != TokenType.IDENTIFIER) {
      throw forFailure("a name for the element");
    }
    return in.text(in.read());
  }

  private SyntaxFailure forFailure(String expected) {
    return in.failure(
        in.peek(),
        "expected " + expected + " in a for directive, found " + in.describe(in.peek()),
        "write it as %{ for KEY, VALUE in COLLECTION } ... %{ endfor }");
  }

  /** Texts that stand next to each other become one. */
  private static List<Piece> join(List<Piece> pieces) {
    List<Piece> joined = new ArrayList<>(pieces.size());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      joined.add(piece);
      if (piece.kind != Piece.Kind.TEXT) {
        continue;
      }
      int last = i;
      while (last + 1 < pieces.size() && pieces.get(last + 1).kind == Piece.Kind.TEXT) {
        last++;
      }
      if (last > i) {
        text.setLength(0);
        for (int k = i; k <= last; k++) {
          text.append(pieces.get(k).text);
        }
        piece.text = text.toString();
        piece.end = pieces.get(last).end;
        i = last;
      }
    }
    return joined;
  }

  /** Puts the directives of a template together. */
  private final class Assembly {
    private final List<Piece> pieces;
    private int at;

    Assembly(List<Piece> pieces) {
      this.pieces = pieces;
    }

    List<Expression.Part> parts() {
      List<Expression.Part> parts = new ArrayList<>(pieces.size());
      while (at < pieces.size()) {
        parts.add(part());
      }
      return parts;
    }

    private Expression.Part part() {
      Piece piece = pieces.get(at++);
      return switch (piece.kind) {
        case TEXT -> new Expression.Text(piece.text, piece.start, piece.end);
        case VALUE -> new Expression.Interpolation(piece.expression, piece.start, piece.end);
        case IF -> ifDirective(piece);
        case FOR -> forDirective(piece);
        case ELSE, END_IF, END_FOR ->
            throw failure(
                piece, name(piece) + " without its beginning", "remove it, or add what it ends");
      };
    }

    private Expression.Part ifDirective(Piece open) {
      in.nest(open.token);
      List<Expression.Part> whenTrue = new ArrayList<>();
      List<Expression.Part> whenFalse = new ArrayList<>();
      List<Expression.Part> current = whenTrue;
      while (at < pieces.size()) {
        Piece piece = pieces.get(at);
        if (piece.kind == Piece.Kind.ELSE && current == whenTrue) {
          current = whenFalse;
          at++;
        } else if (piece.kind == Piece.Kind.END_IF) {
          at++;
          in.unnest();
          return new Expression.IfDirective(
              open.expression, whenTrue, whenFalse, open.start, piece.end);
        } else {
          current.add(part());
        }
      }
      throw failure(open, "the if directive is not ended", "add %{ endif }");
    }

    private Expression.Part forDirective(Piece open) {
      in.nest(open.token);
      List<Expression.Part> body = new ArrayList<>();
      while (at < pieces.size()) {
        Piece piece = pieces.get(at);
        if (piece.kind == Piece.Kind.END_FOR) {
          at++;
          in.unnest();
          return new Expression.ForDirective(
              open.keyName, open.valueName, open.expression, body, open.start, piece.end);
        }
        body.add(part());
      }
      throw failure(open, "the for directive is not ended", "add %{ endfor }");
    }

    private String name(Piece piece) {
      return switch (piece.kind) {
        case ELSE -> "an else";
        case END_IF -> "an endif";
        default -> "an endfor";
      };
    }

    private SyntaxFailure failure(Piece piece, String message, String fix) {
      return new SyntaxFailure(new SyntaxProblem(piece.start, piece.end, message, fix));
    }
  }

  /** The text that a token of text stands for. */
  private String unescape(int token) {
    int start = tokens.start(token);
    int end = tokens.end(token);
    byte[] s = tokens.source;
    if (end - start >= 3 && (s[start] == '$' || s[start] == '%') && s[start + 1] == s[start]) {
      // Only an escaped sequence is a token that starts with two of them.
      return s[start + 2] == '{' ? decode(start + 1, end) : decode(start, end);
    }
    if (tokens.type(token) == TokenType.HEREDOC_TEXT) {
      return decode(start, end);
    }
    int backslash = start;
    while (backslash < end && s[backslash] != '\\') {
      backslash++;
    }
    if (backslash == end) {
      return decode(start, end);
    }
    StringBuilder text = new StringBuilder(end - start);
    int from = start;
    int at = backslash;
    while (at < end) {
      if (s[at] != '\\') {
        at++;
        continue;
      }
      text.append(decode(from, at));
      at = escape(text, at, end);
      from = at;
    }
    return text.append(decode(from, end)).toString();
  }

  private String decode(int start, int end) {
    return new String(tokens.source, start, end - start, StandardCharsets.UTF_8);
  }

  /** Appends what the escape stands for and tells where it ends. */
  private int escape(StringBuilder text, int at, int end) {
    byte selector = tokens.source[at + 1];
    switch (selector) {
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case '"' -> text.append('"');
      case '\\' -> text.append('\\');
      case 'u' -> {
        return hexEscape(text, at, 4, end);
      }
      case 'U' -> {
        return hexEscape(text, at, 8, end);
      }
      default -> {
        int length = 1 + Characters.length(tokens.source, at + 1, end);
        throw escapeFailure(at, at + length, "\"" + decode(at, at + length) + "\" is no escape");
      }
    }
    return at + 2;
  }

  private int hexEscape(StringBuilder text, int at, int digits, int end) {
    int stop = at + 2;
    while (stop < end && stop < at + 2 + digits && Character.digit(tokens.source[stop], 16) >= 0) {
      stop++;
    }
    if (stop < at + 2 + digits) {
      throw escapeFailure(
          at,
          stop,
          "\"" + decode(at, at + 2) + "\" needs " + digits + " hexadecimal digits after it");
    }
    long c = Long.parseLong(decode(at + 2, stop), 16);
    if (c > Character.MAX_CODE_POINT || c >= 0xd800 && c <= 0xdfff) {
      throw escapeFailure(at, stop, "\"" + decode(at, stop) + "\" is no character");
    }
    text.appendCodePoint((int) c);
    return stop;
  }

  private static SyntaxFailure escapeFailure(int start, int end, String message) {
    return new SyntaxFailure(
        new SyntaxProblem(
            start,
            end,
            message,
            "use \\n, \\r, \\t, \\\", \\\\, \\uNNNN or \\UNNNNNNNN; for a backslash write \\\\"));
  }

  private static String trimLeft(String text) {
    int at = 0;
    while (at < text.length() && Characters.isSpace(text.charAt(at))) {
      at++;
    }
    return text.substring(at);
  }

  private static String trimRight(String text) {
    int at = text.length();
    while (at > 0 && Characters.isSpace(text.charAt(at - 1))) {
      at--;
    }
    return text.substring(0, at);
  }
}
