package dev.homelab.maven.hcl;

import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.ast.Expression.Operator;
import java.util.ArrayList;
import java.util.List;

/** Parses expressions. The first error ends it with a {@link SyntaxFailure}. */
final class ExpressionParser {
  private static final int LOWEST_PRECEDENCE = 1;

  private final TokenStream in;
  private final Tokens tokens;
  private final TemplateParser templates;

  ExpressionParser(TokenStream in) {
    this.in = in;
    tokens = in.tokens();
    templates = new TemplateParser(in, this);
  }

  /** Parses an expression; a failure leaves the depth as it was. */
  Expression parse() {
    int depth = in.depth();
    try {
      return parseConditional();
    } finally {
      in.setDepth(depth);
    }
  }

  Block.Label parseLabel() {
    return templates.parseLabel();
  }

  private Expression parseConditional() {
    in.nest(in.peek());
    Expression condition = parseBinary(LOWEST_PRECEDENCE);
    if (in.peekType() != TokenType.QUESTION) {
      in.unnest();
      return condition;
    }
    in.read();
    Expression whenTrue = parseConditional();
    if (in.peekType() != TokenType.COLON) {
      throw in.failure(
          in.peek(),
          "expected \":\" and a value for the other case, found " + in.describe(in.peek()),
          "write CONDITION ? VALUE : OTHER on one line, or put the whole in parentheses");
    }
    in.read();
    Expression whenFalse = parseConditional();
    in.unnest();
    return new Expression.Conditional(
        condition, whenTrue, whenFalse, condition.start(), whenFalse.end());
  }

  private static Operator operator(TokenType type) {
    return switch (type) {
      case OR -> Operator.OR;
      case AND -> Operator.AND;
      case EQUAL_EQUAL -> Operator.EQUAL;
      case NOT_EQUAL -> Operator.NOT_EQUAL;
      case GREATER -> Operator.GREATER;
      case GREATER_EQUAL -> Operator.GREATER_EQUAL;
      case LESS -> Operator.LESS;
      case LESS_EQUAL -> Operator.LESS_EQUAL;
      case PLUS -> Operator.ADD;
      case MINUS -> Operator.SUBTRACT;
      case STAR -> Operator.MULTIPLY;
      case SLASH -> Operator.DIVIDE;
      case PERCENT -> Operator.MODULO;
      default -> null;
    };
  }

  private static int precedence(Operator operator) {
    if (operator == null) {
      return 0;
    }
    return switch (operator) {
      case OR -> LOWEST_PRECEDENCE;
      case AND -> 2;
      case EQUAL, NOT_EQUAL -> 3;
      case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL -> 4;
      case ADD, SUBTRACT -> 5;
      case MULTIPLY, DIVIDE, MODULO -> 6;
    };
  }

  private Expression parseBinary(int lowest) {
    Expression left = parseOperand();
    while (true) {
      int precedence = precedence(operator(in.peekType()));
      if (precedence < lowest) {
        return left;
      }
      List<Expression> operands = new ArrayList<>(2);
      List<Operator> operators = new ArrayList<>(1);
      operands.add(left);
      Operator next = operator(in.peekType());
      while (next != null && precedence(next) == precedence) {
        operators.add(next);
        in.read();
        operands.add(parseBinary(precedence + 1));
        next = operator(in.peekType());
      }
      left =
          new Expression.Binary(
              operands, operators, left.start(), operands.get(operands.size() - 1).end());
    }
  }

  /** A term and the steps into it. */
  private Expression parseOperand() {
    Expression term = parseTerm();
    TokenType next = in.peekType();
    if (next != TokenType.DOT && next != TokenType.OPEN_BRACKET) {
      return term;
    }
    List<Expression.Step> steps = new ArrayList<>(3);
    // The attribute-only splat takes no second one into its steps.
    boolean inSplat = false;
    while (true) {
      switch (in.peekType()) {
        case DOT -> {
          Expression.Step step = parseDotStep(inSplat);
          inSplat |= step instanceof Expression.Splat;
          steps.add(step);
        }
        case OPEN_BRACKET -> {
          inSplat = false;
          steps.add(parseBracketStep());
        }
        default -> {
          return new Expression.Traversal(
              term, steps, term.start(), steps.get(steps.size() - 1).end());
        }
      }
    }
  }

  private Expression.Step parseDotStep(boolean inSplat) {
    int dot = in.read();
    int token = in.read();
    int start = tokens.start(dot);
    switch (in.typeAt(token)) {
      case IDENTIFIER:
        return new Expression.GetAttribute(in.text(token), start, tokens.end(token));
      case NUMBER:
        String digits = number(token);
        int point = digits.indexOf('.');
        if (point >= 0) {
          throw in.failure(
              token,
              "two indexes in a row cannot be written with points",
              "write [" + digits.substring(0, point) + "][" + digits.substring(point + 1) + "]");
        }
        return new Expression.GetLegacyIndex(digits, start, tokens.end(token));
      case STAR:
        if (inSplat) {
          throw in.failure(
              token, "a splat inside of the splat .*", "use the full splat [*] for both");
        }
        return new Expression.Splat(false, start, tokens.end(token));
      default:
        throw in.failure(
            token,
            "expected the name of an attribute after \".\", found " + in.describe(token),
            "name the attribute, or remove the point");
    }
  }

  private Expression.Step parseBracketStep() {
    int open = in.read();
    if (in.peekType() == TokenType.STAR) {
      in.read();
      int close = in.read();
      expect(close, TokenType.CLOSE_BRACKET, open, "a splat is written [*]");
      return new Expression.Splat(true, tokens.start(open), tokens.end(close));
    }
    boolean newlines = in.setNewlines(false);
    Expression key = parseConditional();
    int close = in.read();
    expect(close, TokenType.CLOSE_BRACKET, open, "close the index with \"]\"");
    in.setNewlines(newlines);
    return new Expression.GetIndex(key, tokens.start(open), tokens.end(close));
  }

  private void expect(int token, TokenType wanted, int open, String fix) {
    if (in.typeAt(token) != wanted) {
      throw in.failure(
          token,
          "expected " + wanted.readable() + ", found " + in.describe(token),
          fix + "; " + tokens.type(open).readable() + " was opened " + opened(open));
    }
  }

  private String opened(int token) {
    int line = 1;
    for (int i = 0; i < tokens.start(token); i++) {
      if (tokens.source[i] == '\n') {
        line++;
      }
    }
    return "on line " + line;
  }

  private Expression parseTerm() {
    int token = in.read();
    int start = tokens.start(token);
    int end = tokens.end(token);
    switch (in.typeAt(token)) {
      case IDENTIFIER:
        return parseName(token);
      case NUMBER:
        return new Expression.NumberLiteral(number(token), start, end);
      case OPEN_QUOTE, OPEN_HEREDOC:
        return templates.parse(token);
      case OPEN_PAREN:
        boolean newlines = in.setNewlines(false);
        Expression inner = parseConditional();
        int close = in.read();
        expect(close, TokenType.CLOSE_PAREN, token, "close the parentheses");
        in.setNewlines(newlines);
        return new Expression.Parentheses(inner, start, tokens.end(close));
      case OPEN_BRACKET:
        return parseTuple(token);
      case OPEN_BRACE:
        return parseObject(token);
      case MINUS, BANG:
        in.nest(token);
        Expression operand = parseOperand();
        in.unnest();
        return new Expression.Unary(
            in.typeAt(token) == TokenType.MINUS, operand, start, operand.end());
      default:
        throw in.failure(
            token,
            "expected a value, found " + in.describe(token),
            in.typeAt(token) == TokenType.NEWLINE
                ? "start the value on this line, or put the whole in parentheses"
                : "write a value here: a string, a number, a reference, a list or an object");
    }
  }

  private Expression parseName(int token) {
    int start = tokens.start(token);
    int end = tokens.end(token);
    TokenType next = in.peekType();
    if (next == TokenType.OPEN_PAREN || next == TokenType.DOUBLE_COLON) {
      return parseCall(token);
    }
    if (tokens.is(token, "true")) {
      return new Expression.BooleanLiteral(true, start, end);
    } else if (tokens.is(token, "false")) {
      return new Expression.BooleanLiteral(false, start, end);
    } else if (tokens.is(token, "null")) {
      return new Expression.NullLiteral(start, end);
    }
    return new Expression.Variable(in.text(token), start, end);
  }

  /** Checks what the lexer took for a number. */
  private String number(int token) {
    String text = in.text(token);
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    String mantissa = exponent < 0 ? text : text.substring(0, exponent);
    boolean sound =
        mantissa.indexOf('.') == mantissa.lastIndexOf('.')
            && mantissa.indexOf('e') < 0
            && mantissa.indexOf('E') < 0;
    if (sound && exponent >= 0) {
      String digits = text.substring(exponent + 1);
      sound = digits.indexOf('.') < 0 && isExponent(digits);
    }
    if (!sound) {
      throw in.failure(
          token,
          "\"" + text + "\" is not a number",
          "write it as 12, 1.5 or 2e6; in quotes if it is text");
    }
    return text;
  }

  /** The exponents of both tools' numbers fit 32 bits. */
  private static boolean isExponent(String digits) {
    try {
      return Math.abs(Long.parseLong(digits)) <= Integer.MAX_VALUE;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private Expression parseCall(int first) {
    StringBuilder name = new StringBuilder(in.text(first));
    int nameEnd = tokens.end(first);
    int open = in.read();
    while (in.typeAt(open) == TokenType.DOUBLE_COLON) {
      int part = in.read();
      if (in.typeAt(part) != TokenType.IDENTIFIER) {
        throw in.failure(
            part,
            "expected the name of a function after \"::\", found " + in.describe(part),
            "write it as provider::NAME::FUNCTION(...)");
      }
      name.append("::").append(in.text(part));
      nameEnd = tokens.end(part);
      open = in.read();
    }
    if (in.typeAt(open) != TokenType.OPEN_PAREN) {
      throw in.failure(
          open,
          "expected \"(\" after the function " + name + ", found " + in.describe(open),
          "call it: " + name + "(...)");
    }
    boolean newlines = in.setNewlines(false);
    List<Expression> arguments = new ArrayList<>(2);
    boolean expandLast = false;
    while (in.peekType() != TokenType.CLOSE_PAREN) {
      arguments.add(parseConditional());
      if (in.peekType() == TokenType.COMMA) {
        in.read();
        continue;
      }
      if (in.peekType() == TokenType.ELLIPSIS) {
        in.read();
        expandLast = true;
      }
      if (in.peekType() != TokenType.CLOSE_PAREN) {
        throw in.failure(
            in.peek(),
            "expected \",\" or \")\" in the call of " + name + ", found " + in.describe(in.peek()),
            expandLast
                ? "an argument with ... must be the last"
                : "separate arguments by commas and close the call, which was opened "
                    + opened(open));
      }
    }
    int close = in.read();
    in.setNewlines(newlines);
    return new Expression.Call(
        name.toString(), arguments, expandLast, tokens.start(first), nameEnd, tokens.end(close));
  }

  private Expression parseTuple(int open) {
    boolean newlines = in.setNewlines(false);
    if (in.isNext("for")) {
      Expression result = parseFor(open, TokenType.CLOSE_BRACKET);
      in.setNewlines(newlines);
      return result;
    }
    List<Expression> items = new ArrayList<>();
    while (in.peekType() != TokenType.CLOSE_BRACKET) {
      items.add(parseConditional());
      if (in.peekType() == TokenType.COMMA) {
        in.read();
      } else if (in.peekType() != TokenType.CLOSE_BRACKET) {
        throw in.failure(
            in.peek(),
            "expected \",\" or \"]\" in a list, found " + in.describe(in.peek()),
            "separate elements by commas and close the list, which was opened " + opened(open));
      }
    }
    int close = in.read();
    in.setNewlines(newlines);
    return new Expression.TupleLiteral(items, tokens.start(open), tokens.end(close));
  }

  private Expression parseObject(int open) {
    boolean newlines = in.setNewlines(false);
    if (in.isNext("for")) {
      Expression result = parseFor(open, TokenType.CLOSE_BRACE);
      in.setNewlines(newlines);
      return result;
    }
    in.setNewlines(true);
    List<Expression.Entry> entries = new ArrayList<>();
    while (true) {
      if (in.peekType() == TokenType.NEWLINE) {
        in.read();
        continue;
      }
      if (in.peekType() == TokenType.CLOSE_BRACE) {
        break;
      }
      entries.add(parseEntry(open));
      if (in.peekType() == TokenType.COMMA || in.peekType() == TokenType.NEWLINE) {
        in.read();
      } else if (in.peekType() != TokenType.CLOSE_BRACE) {
        throw in.failure(
            in.peek(),
            "expected a line break, \",\" or \"}\" in an object, found " + in.describe(in.peek()),
            "put each entry on its own line and close the object, which was opened "
                + opened(open));
      }
    }
    int close = in.read();
    in.setNewlines(newlines);
    return new Expression.ObjectLiteral(entries, tokens.start(open), tokens.end(close));
  }

  private Expression.Entry parseEntry(int open) {
    Expression key = parseConditional();
    TokenType separator = in.peekType();
    if (separator != TokenType.EQUAL && separator != TokenType.COLON) {
      throw in.failure(
          in.peek(),
          "expected \"=\" after the key of an object, found " + in.describe(in.peek()),
          "write KEY = VALUE; a key with points or blanks goes in quotes. The object was opened "
              + opened(open));
    }
    in.read();
    return new Expression.Entry(key, parseConditional());
  }

  private Expression parseFor(int open, TokenType closer) {
    in.read();
    boolean object = closer == TokenType.CLOSE_BRACE;
    String valueName = parseForName();
    String keyName = null;
    if (in.peekType() == TokenType.COMMA) {
      in.read();
      keyName = valueName;
      valueName = parseForName();
    }
    if (!in.isNext("in")) {
      throw forFailure("expected \"in\"", object);
    }
    in.read();
    Expression collection = parseConditional();
    if (in.peekType() != TokenType.COLON) {
      throw forFailure("expected \":\" after the collection", object);
    }
    in.read();
    Expression value = parseConditional();
    Expression key = null;
    if (in.peekType() == TokenType.FAT_ARROW) {
      if (!object) {
        throw forFailure("a list has no keys, so did not expect", "=>", object);
      }
      in.read();
      key = value;
      value = parseConditional();
    } else if (object) {
      throw forFailure("expected \"=>\" after the key", object);
    }
    boolean group = in.peekType() == TokenType.ELLIPSIS;
    if (group) {
      if (!object) {
        throw forFailure("a list groups nothing, so did not expect", "...", object);
      }
      in.read();
    }
    Expression condition = null;
    if (in.isNext("if")) {
      in.read();
      condition = parseConditional();
    }
    if (in.peekType() != closer) {
      throw forFailure("expected " + closer.readable(), object);
    }
    int close = in.read();
    return new Expression.For(
        keyName,
        valueName,
        collection,
        key,
        value,
        condition,
        group,
        tokens.start(open),
        tokens.end(close));
  }

  private String parseForName() {
    if (in.peekType() != TokenType.IDENTIFIER) {
      throw forFailure("expected a name for the element", true);
    }
    return in.text(in.read());
  }

  private SyntaxFailure forFailure(String expected, boolean object) {
    return forFailure(expected + ", found", in.describe(in.peek()), object);
  }

  private SyntaxFailure forFailure(String expected, String found, boolean object) {
    return in.failure(
        in.peek(),
        expected + " " + found,
        object
            ? "a for in braces is written {for KEY, VALUE in COLLECTION : KEY => VALUE}"
            : "a for in brackets is written [for VALUE in COLLECTION : VALUE]");
  }
}
