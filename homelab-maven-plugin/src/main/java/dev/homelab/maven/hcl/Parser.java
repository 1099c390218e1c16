package dev.homelab.maven.hcl;

import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Body;
import dev.homelab.maven.hcl.ast.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses blocks and arguments, and goes on after an error: it skips what the error spoilt and no
 * more, so that one run tells of several.
 */
final class Parser {
  /**
   * Strings that are not closed make the rest of the file be read anew, which must not be endless.
   */
  private static final int MAX_REREADS = 20;

  private final Tokens tokens;
  private final TokenStream in;
  private final ExpressionParser expressions;
  private final List<SyntaxProblem> problems = new ArrayList<>();
  private int rereads;

  Parser(Tokens tokens) {
    this.tokens = tokens;
    in = new TokenStream(tokens);
    expressions = new ExpressionParser(in);
  }

  List<SyntaxProblem> problems() {
    return problems;
  }

  Body parseFile() {
    List<Body.Item> items = new ArrayList<>();
    Map<String, Attribute> byName = new HashMap<>();
    while (true) {
      parseItems(items, byName, -1);
      if (in.peekType() == TokenType.END || problems.size() >= Hcl.MAX_PROBLEMS) {
        return new Body(items, 0, tokens.source.length);
      }
      // Nothing at this level can be closed.
      report(
          in.unexpected(in.peek(), "remove it, or find the block that was closed too early above"));
      in.read();
      if (in.peekType() == TokenType.NEWLINE) {
        in.read();
      }
    }
  }

  /**
   * Parses items up to a closing brace or the end of the file, which are left for the caller.
   *
   * @param open the token that opened the body, -1 for a file
   */
  private void parseItems(List<Body.Item> items, Map<String, Attribute> byName, int open) {
    while (problems.size() < Hcl.MAX_PROBLEMS) {
      switch (in.peekType()) {
        case NEWLINE -> in.read();
        case END, CLOSE_BRACE -> {
          return;
        }
        default -> {
          int first = in.peek();
          try {
            parseItem(items, byName);
          } catch (SyntaxFailure failure) {
            report(failure.problem);
            recover(first);
          }
        }
      }
    }
  }

  private void parseItem(List<Body.Item> items, Map<String, Attribute> byName) {
    int name = in.read();
    if (in.typeAt(name) != TokenType.IDENTIFIER) {
      throw notAnItem(name);
    }
    switch (in.peekType()) {
      case EQUAL -> items.add(parseAttribute(name, byName));
      case OPEN_QUOTE, OPEN_BRACE, IDENTIFIER -> parseBlock(name, items);
      default ->
          throw in.failure(
              name,
              in.peek(),
              "\"" + in.text(name) + "\" is neither an argument nor a block",
              "write "
                  + in.text(name)
                  + " = VALUE for an argument, or "
                  + in.text(name)
                  + " { ... } for a block");
    }
  }

  private SyntaxFailure notAnItem(int token) {
    if (in.typeAt(token) == TokenType.OPEN_QUOTE) {
      return in.failure(
          token, "the name of an argument or block is in quotes", "write the name without quotes");
    }
    return new SyntaxFailure(
        in.unexpected(
            token, "here starts an argument, like name = VALUE, or a block, like name { ... }"));
  }

  private Attribute parseAttribute(int name, Map<String, Attribute> byName) {
    String text = in.text(name);
    in.read();
    Attribute attribute;
    try {
      Expression value = expressions.parse();
      attribute = new Attribute(text, value, tokens.start(name), tokens.end(name), value.end());
      if (in.peekType() != TokenType.NEWLINE && in.peekType() != TokenType.END) {
        throw afterValue(text);
      }
      in.read();
    } catch (SyntaxFailure failure) {
      report(failure.problem);
      recover(name);
      int end = tokens.end(name);
      attribute =
          new Attribute(text, new Expression.Invalid(end, end), tokens.start(name), end, end);
    }
    Attribute earlier = byName.putIfAbsent(text, attribute);
    if (earlier != null) {
      report(
          new SyntaxProblem(
              attribute.start(),
              attribute.nameEnd(),
              "argument \"" + text + "\" is set twice here",
              "keep one of the two, or make one of them the argument of another block"));
    }
    return attribute;
  }

  private SyntaxFailure afterValue(String name) {
    int token = in.peek();
    if (in.peekType() == TokenType.COMMA) {
      return in.failure(
          token,
          "a comma after the value of \"" + name + "\"",
          "remove the comma: arguments are separated by line breaks");
    }
    return in.failure(
        token,
        "expected the end of the line after the value of \""
            + name
            + "\", found "
            + in.describe(token),
        "put it on a line of its own, or join the two with an operator");
  }

  private void parseBlock(int type, List<Body.Item> items) {
    in.nest(type);
    try {
      List<Block.Label> labels = parseLabels(type);
      int open = in.read();
      Body body;
      switch (in.peekType()) {
        case NEWLINE, END, CLOSE_BRACE -> {
          List<Body.Item> inner = new ArrayList<>();
          parseItems(inner, new HashMap<>(), open);
          if (in.peekType() != TokenType.CLOSE_BRACE) {
            report(unclosed(type, open));
            items.add(
                new Block(
                    in.text(type),
                    labels,
                    new Body(inner, tokens.end(open), tokens.end(in.last())),
                    tokens.start(type),
                    tokens.end(type),
                    tokens.end(in.last())));
            return;
          }
          body = new Body(inner, tokens.end(open), tokens.start(in.peek()));
        }
        default -> body = parseSingleLine(type, open);
      }
      int close = in.read();
      items.add(
          new Block(
              in.text(type),
              labels,
              body,
              tokens.start(type),
              tokens.end(type),
              tokens.end(close)));
      if (in.peekType() != TokenType.NEWLINE && in.peekType() != TokenType.END) {
        throw in.failure(
            in.peek(),
            "expected the end of the line after the block \""
                + in.text(type)
                + "\", found "
                + in.describe(in.peek()),
            "start the next argument or block on a new line");
      }
      in.read();
    } finally {
      in.unnest();
    }
  }

  private SyntaxProblem unclosed(int type, int open) {
    return new SyntaxProblem(
        tokens.start(type),
        tokens.end(open),
        "the block \"" + in.text(type) + "\" is not closed before the end of the file",
        "add the missing \"}\": it may be missing in this block or in one inside it");
  }

  private List<Block.Label> parseLabels(int type) {
    List<Block.Label> labels = new ArrayList<>(2);
    while (true) {
      int token = in.peek();
      switch (in.peekType()) {
        case OPEN_BRACE -> {
          return labels;
        }
        case OPEN_QUOTE -> labels.add(expressions.parseLabel());
        case IDENTIFIER -> {
          in.read();
          labels.add(new Block.Label(in.text(token), tokens.start(token), tokens.end(token)));
        }
        case EQUAL ->
            throw in.failure(
                token,
                "an equals sign after the labels of the block \"" + in.text(type) + "\"",
                "remove it: name = VALUE sets an argument, name \"label\" { ... } is a block");
        case NEWLINE, END ->
            throw in.failure(
                token,
                "the block \"" + in.text(type) + "\" has no body",
                "write its opening \"{\" on the line of its name");
        default ->
            throw in.failure(
                token,
                "expected a label or \"{\" after \""
                    + in.text(type)
                    + "\", found "
                    + in.describe(token),
                "write a block as type \"label\" { ... }, an argument as name = VALUE");
      }
    }
  }

  /** The body of a block that is opened and closed on one line, which may hold one argument. */
  private Body parseSingleLine(int type, int open) {
    int name = in.read();
    if (in.typeAt(name) != TokenType.IDENTIFIER) {
      throw notAnItem(name);
    }
    if (in.peekType() != TokenType.EQUAL) {
      throw in.failure(
          in.peek(),
          "a block on one line may only hold one argument",
          "put what is inside of \"" + in.text(type) + "\" on lines of its own");
    }
    in.read();
    Expression value = expressions.parse();
    if (in.peekType() != TokenType.CLOSE_BRACE) {
      boolean unclosed = in.peekType() == TokenType.END;
      if (unclosed) {
        throw new SyntaxFailure(unclosed(type, open));
      }
      throw in.failure(
          in.peek(),
          "a block that holds an argument on the line of its \"{\" must be closed on that line",
          "put the argument \"" + in.text(name) + "\" on a line of its own");
    }
    Attribute attribute =
        new Attribute(in.text(name), value, tokens.start(name), tokens.end(name), value.end());
    return new Body(List.of(attribute), tokens.end(open), tokens.start(in.peek()));
  }

  private void report(SyntaxProblem problem) {
    // Two errors at one place are one error and its echo.
    if (problems.size() < Hcl.MAX_PROBLEMS
        && (problems.isEmpty() || problems.get(problems.size() - 1).start() != problem.start())) {
      problems.add(problem);
    }
  }

  /** Goes to where the next item starts, after an error in the one that starts at the token. */
  private void recover(int first) {
    int failed = Math.max(in.last(), first);
    in.reset();
    if (rereadAfterOpenString(first)) {
      return;
    }
    int next = endOfBalancedItem(first, failed);
    in.moveTo(next >= 0 ? next : nextItemByIndent(first, failed));
  }

  /**
   * A string that ends with its line and not with a quote turns the rest of the file inside out.
   * What follows that line is cut into tokens again, as code.
   */
  private boolean rereadAfterOpenString(int first) {
    if (rereads == MAX_REREADS) {
      return false;
    }
    for (int token = first; token < tokens.size(); token++) {
      TokenType type = tokens.type(token);
      if (type == TokenType.QUOTED_NEWLINE) {
        rereads++;
        int offset = tokens.end(token);
        tokens.truncate(token);
        Lexer.lex(tokens, offset);
        in.moveTo(token);
        return true;
      }
      if (token > in.last() && (type == TokenType.NEWLINE || isLineComment(type, token))) {
        return false;
      }
    }
    return false;
  }

  private boolean isLineComment(TokenType type, int token) {
    return type == TokenType.COMMENT && tokens.endsLine(token);
  }

  /**
   * The token after the item, if its brackets fit each other; -1 if they do not.
   *
   * @param failed the last token that was looked at
   */
  private int endOfBalancedItem(int first, int failed) {
    List<TokenType> open = new ArrayList<>();
    for (int token = first; token < tokens.size(); token++) {
      TokenType type = tokens.type(token);
      TokenType opposite = opposite(type);
      if (opposite != null) {
        open.add(opposite);
      } else if (isCloser(type)) {
        if (open.isEmpty()) {
          // It belongs to the block around the item; a stray one of another kind is skipped.
          if (type == TokenType.CLOSE_BRACE && token >= failed) {
            return token;
          }
        } else if (open.get(open.size() - 1) == type) {
          open.remove(open.size() - 1);
        } else {
          return -1;
        }
      } else if (type == TokenType.END) {
        return open.isEmpty() ? token : -1;
      } else if (open.isEmpty()
          && token >= failed
          && (type == TokenType.NEWLINE || isLineComment(type, token))) {
        return token + 1;
      }
    }
    return tokens.size() - 1;
  }

  private static TokenType opposite(TokenType type) {
    return switch (type) {
      case OPEN_BRACE -> TokenType.CLOSE_BRACE;
      case OPEN_BRACKET -> TokenType.CLOSE_BRACKET;
      case OPEN_PAREN -> TokenType.CLOSE_PAREN;
      case OPEN_QUOTE -> TokenType.CLOSE_QUOTE;
      case OPEN_HEREDOC -> TokenType.CLOSE_HEREDOC;
      case TEMPLATE_INTERPOLATION, TEMPLATE_DIRECTIVE -> TokenType.TEMPLATE_END;
      default -> null;
    };
  }

  private static boolean isCloser(TokenType type) {
    return switch (type) {
      case CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, CLOSE_QUOTE, CLOSE_HEREDOC, TEMPLATE_END ->
          true;
      default -> false;
    };
  }

  /** The next line that starts where the broken item starts, or left of it, is probably sound. */
  private int nextItemByIndent(int first, int failed) {
    int indent = indent(first);
    for (int token = failed; token + 1 < tokens.size(); token++) {
      TokenType type = tokens.type(token);
      if (type == TokenType.NEWLINE || isLineComment(type, token)) {
        TokenType next = tokens.type(token + 1);
        if ((next == TokenType.IDENTIFIER || next == TokenType.CLOSE_BRACE)
            && indent(token + 1) <= indent) {
          return token + 1;
        }
      }
    }
    return tokens.size() - 1;
  }

  private int indent(int token) {
    int start = tokens.start(token);
    int at = start;
    while (at > 0 && tokens.source[at - 1] != '\n') {
      at--;
    }
    return start - at;
  }
}
