package dev.homelab.maven.hcl.ast;

import java.util.List;

/**
 * An expression.
 *
 * <p>Chains that can be written in any length without nesting (operators of one precedence, steps
 * of a traversal) are lists here, so that no tree is deeper than its source is nested and recursion
 * over it is safe.
 */
public sealed interface Expression extends Node {

  /**
   * A number as it is written.
   *
   * @param text decimal digits, perhaps with a fraction and an exponent
   */
  record NumberLiteral(String text, int start, int end) implements Expression {}

  /** {@code true} or {@code false}. */
  record BooleanLiteral(boolean value, int start, int end) implements Expression {}

  /** {@code null}. */
  record NullLiteral(int start, int end) implements Expression {}

  /** A name that stands for a value: the first part of every reference. */
  record Variable(String name, int start, int end) implements Expression {}

  /** A value and the steps into it, such as {@code var.node["a"].name}. */
  record Traversal(Expression source, List<Step> steps, int start, int end) implements Expression {
    public Traversal {
      steps = List.copyOf(steps);
    }
  }

  /** A step into a value. */
  sealed interface Step extends Node {}

  /** {@code .name}. */
  record GetAttribute(String name, int start, int end) implements Step {}

  /** {@code [key]}. */
  record GetIndex(Expression key, int start, int end) implements Step {}

  /**
   * {@code .0}, the old way to write an index.
   *
   * @param text the digits
   */
  record GetLegacyIndex(String text, int start, int end) implements Step {}

  /**
   * {@code .*} or {@code [*]}: the following steps are taken into every element.
   *
   * @param full whether it is {@code [*]}, which takes all steps after it; {@code .*} only takes
   *     attributes and old indexes
   */
  record Splat(boolean full, int start, int end) implements Step {}

  /**
   * A call of a function.
   *
   * @param nameEnd where the name ends
   * @param expandLast whether the last argument is a list of arguments, written with {@code ...}
   */
  record Call(
      String name, List<Expression> arguments, boolean expandLast, int start, int nameEnd, int end)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code [a, b]}. */
  record TupleLiteral(List<Expression> items, int start, int end) implements Expression {
    public TupleLiteral {
      items = List.copyOf(items);
    }
  }

  /** <code>{ a = b }</code>. */
  record ObjectLiteral(List<Entry> entries, int start, int end) implements Expression {
    public ObjectLiteral {
      entries = List.copyOf(entries);
    }
  }

  /** An entry of an object. A key that is a bare name stands for that name as a string. */
  record Entry(Expression key, Expression value) implements Node {
    @Override
    public int start() {
      return key.start();
    }

    @Override
    public int end() {
      return value.end();
    }
  }

  /**
   * <code>[for v in c : x]</code> or <code>{for k, v in c : k =&gt; x}</code>.
   *
   * @param keyName null if only the value has a name
   * @param key null if it makes a tuple
   * @param condition null if every element counts
   * @param group whether values of one key are gathered in a list, written with {@code ...}
   */
  record For(
      String keyName,
      String valueName,
      Expression collection,
      Expression key,
      Expression value,
      Expression condition,
      boolean group,
      int start,
      int end)
      implements Expression {
    /** Whether it makes an object and not a tuple. */
    public boolean makesObject() {
      return key != null;
    }
  }

  /** {@code condition ? whenTrue : whenFalse}. */
  record Conditional(
      Expression condition, Expression whenTrue, Expression whenFalse, int start, int end)
      implements Expression {}

  /**
   * Operators of one precedence in a row, to be applied from left to right.
   *
   * @param operands one more than there are operators
   */
  record Binary(List<Expression> operands, List<Operator> operators, int start, int end)
      implements Expression {
    public Binary {
      operands = List.copyOf(operands);
      operators = List.copyOf(operators);
    }
  }

  /** {@code -x} or {@code !x}. */
  record Unary(boolean negates, Expression operand, int start, int end) implements Expression {
    /** Whether it is the {@code !}, the logical one. */
    public boolean isNot() {
      return !negates;
    }
  }

  /** {@code (x)}. */
  record Parentheses(Expression inner, int start, int end) implements Expression {}

  /**
   * A string: between quotes or as a heredoc.
   *
   * @param heredoc whether it is written as a heredoc
   */
  record Template(List<Part> parts, boolean heredoc, int start, int end) implements Expression {
    public Template {
      parts = List.copyOf(parts);
    }

    /** The text of a template that holds nothing else, null of any other. */
    public String literal() {
      if (parts.isEmpty()) {
        return "";
      }
      return parts.size() == 1 && parts.get(0) instanceof Text text ? text.text() : null;
    }

    /** Whether it is one interpolation only, which keeps the type of its value. */
    public boolean isWrapper() {
      return parts.size() == 1 && parts.get(0) instanceof Interpolation;
    }
  }

  /** A part of a template. */
  sealed interface Part extends Node {}

  /** Text, with escapes resolved and white space trimmed. */
  record Text(String text, int start, int end) implements Part {}

  /** <code>${x}</code>. */
  record Interpolation(Expression value, int start, int end) implements Part {}

  /** <code>%{if c}a%{else}b%{endif}</code>. */
  record IfDirective(
      Expression condition, List<Part> whenTrue, List<Part> whenFalse, int start, int end)
      implements Part {
    public IfDirective {
      whenTrue = List.copyOf(whenTrue);
      whenFalse = List.copyOf(whenFalse);
    }
  }

  /**
   * <code>%{for k, v in c}a%{endfor}</code>; {@code keyName} is null if only the value is named.
   */
  record ForDirective(
      String keyName, String valueName, Expression collection, List<Part> body, int start, int end)
      implements Part {
    public ForDirective {
      body = List.copyOf(body);
    }
  }

  /** What stands where the source holds no valid expression. */
  record Invalid(int start, int end) implements Expression {}

  /** What stands between two operands. */
  enum Operator {
    OR("||"),
    AND("&&"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    GREATER(">"),
    GREATER_EQUAL(">="),
    LESS("<"),
    LESS_EQUAL("<="),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULO("%");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** The operator as it is written. */
    public String sign() {
      return sign;
    }
  }
}
