package dev.homelab.maven.hcl.eval;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.ast.Expression;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evaluates expressions.
 *
 * <p>An evaluator does a bounded amount of work; what is beyond it is unknown, so that no
 * expression can hold up a build.
 */
public final class Evaluator {
  private static final int MAX_STEPS = 200_000;

  /** Counts through locals too, which nest without any nesting in the source. */
  private static final int MAX_DEPTH = 600;

  private static final int MAX_WEIGHT = 50_000;
  private static final int MAX_EXPONENT = 2000;

  /** The tools reckon with 512 bits. */
  private static final MathContext QUOTIENT = new MathContext(154, RoundingMode.HALF_EVEN);

  /** Somewhat less, so that a third times three is one as it is with them. */
  private static final MathContext PRECISION = new MathContext(140, RoundingMode.HALF_EVEN);

  private final Dialect language;
  private int steps;
  private int depth;

  /**
   * Creates an evaluator.
   *
   * @param language whose functions are meant: some exist in one language only, or differ
   */
  public Evaluator(Dialect language) {
    this.language = language;
  }

  /**
   * Evaluates an expression.
   *
   * @return its value, {@link Value#UNKNOWN} if that depends on something that is not known
   * @throws EvaluationFailure if it has none, as with a list that is used as a number
   */
  public Value evaluate(Expression expression, Scope scope) throws EvaluationFailure {
    if (depth == 0) {
      steps = 0;
    }
    if (++steps > MAX_STEPS || depth >= MAX_DEPTH) {
      return Value.UNKNOWN;
    }
    depth++;
    try {
      Value value = switchOver(expression, scope);
      return value.weight() > MAX_WEIGHT ? Value.UNKNOWN : value;
    } catch (EvaluationFailure failure) {
      throw failure.at(expression);
    } finally {
      depth--;
    }
  }

  private Value switchOver(Expression expression, Scope scope) throws EvaluationFailure {
    if (expression instanceof Expression.Template template) {
      return template(template, scope);
    } else if (expression instanceof Expression.Traversal traversal) {
      return traversal(traversal, scope);
    } else if (expression instanceof Expression.Variable variable) {
      return lookUp(scope, variable.name(), null);
    } else if (expression instanceof Expression.NumberLiteral number) {
      BigDecimal parsed = Conversions.parse(number.text());
      return parsed == null ? Value.UNKNOWN : new Value.Number(parsed);
    } else if (expression instanceof Expression.BooleanLiteral bool) {
      return Value.of(bool.value());
    } else if (expression instanceof Expression.NullLiteral) {
      return Value.NULL;
    } else if (expression instanceof Expression.Parentheses parentheses) {
      return evaluate(parentheses.inner(), scope);
    } else if (expression instanceof Expression.Call call) {
      return call(call, scope);
    } else if (expression instanceof Expression.TupleLiteral tuple) {
      List<Value> items = new ArrayList<>(tuple.items().size());
      for (Expression item : tuple.items()) {
        items.add(evaluate(item, scope));
      }
      return Value.of(items);
    } else if (expression instanceof Expression.ObjectLiteral object) {
      return object(object, scope);
    } else if (expression instanceof Expression.Conditional conditional) {
      Value condition = evaluate(conditional.condition(), scope);
      if (condition instanceof Value.Unknown) {
        return Value.UNKNOWN;
      }
      return evaluate(
          Conversions.bool(condition) ? conditional.whenTrue() : conditional.whenFalse(), scope);
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary, scope);
    } else if (expression instanceof Expression.Unary unary) {
      Value operand = evaluate(unary.operand(), scope);
      if (operand instanceof Value.Unknown) {
        return Value.UNKNOWN;
      }
      return unary.negates()
          ? new Value.Number(Conversions.number(operand).negate())
          : Value.of(!Conversions.bool(operand));
    } else if (expression instanceof Expression.For loop) {
      return loop(loop, scope);
    }
    return Value.UNKNOWN;
  }

  private static Value lookUp(Scope scope, String root, String attribute) throws EvaluationFailure {
    Value value = scope.get(root, attribute);
    return value == null ? Value.UNKNOWN : value;
  }

  /** The name that the key of an object stands for without evaluation; null if it has to be. */
  public static String literalKey(Expression key) {
    if (key instanceof Expression.Variable name) {
      return name.name();
    } else if (key instanceof Expression.Template template) {
      return template.literal();
    } else if (key instanceof Expression.NumberLiteral number) {
      return number.text();
    } else if (key instanceof Expression.BooleanLiteral bool) {
      return String.valueOf(bool.value());
    } else if (key instanceof Expression.NullLiteral) {
      return "null";
    }
    return null;
  }

  private Value object(Expression.ObjectLiteral object, Scope scope) throws EvaluationFailure {
    Map<String, Value> entries = new TreeMap<>();
    for (Expression.Entry entry : object.entries()) {
      String key = literalKey(entry.key());
      if (key == null) {
        Value value = evaluate(entry.key(), scope);
        if (value instanceof Value.Unknown) {
          return Value.UNKNOWN;
        }
        key = Conversions.text(value);
      }
      entries.put(key, evaluate(entry.value(), scope));
    }
    return new Value.Mapping(entries);
  }

  private Value template(Expression.Template template, Scope scope) throws EvaluationFailure {
    if (template.isWrapper()) {
      return evaluate(((Expression.Interpolation) template.parts().get(0)).value(), scope);
    }
    String literal = template.literal();
    if (literal != null) {
      return Value.of(literal);
    }
    StringBuilder text = new StringBuilder();
    return append(text, template.parts(), scope) ? Value.of(text.toString()) : Value.UNKNOWN;
  }

  /** Appends the parts; false if one of them is unknown. */
  private boolean append(StringBuilder text, List<Expression.Part> parts, Scope scope)
      throws EvaluationFailure {
    boolean known = true;
    for (Expression.Part part : parts) {
      if (++steps > MAX_STEPS || text.length() > 64 * MAX_WEIGHT) {
        return false;
      }
      if (part instanceof Expression.Text literal) {
        text.append(literal.text());
      } else if (part instanceof Expression.Interpolation interpolation) {
        Value value = evaluate(interpolation.value(), scope);
        if (value instanceof Value.Unknown) {
          known = false;
        } else if (value instanceof Value.Null) {
          throw new EvaluationFailure(part, "null cannot be part of a string");
        } else {
          text.append(Conversions.text(value));
        }
      } else if (part instanceof Expression.IfDirective directive) {
        Value condition = evaluate(directive.condition(), scope);
        known &=
            !(condition instanceof Value.Unknown)
                && append(
                    text,
                    Conversions.bool(condition) ? directive.whenTrue() : directive.whenFalse(),
                    scope);
      } else if (part instanceof Expression.ForDirective directive) {
        List<Element> elements = elements(evaluate(directive.collection(), scope));
        if (elements == null) {
          known = false;
        } else {
          for (Element element : elements) {
            known &=
                append(
                    text,
                    directive.body(),
                    inner(scope, directive.keyName(), directive.valueName(), element));
          }
        }
      }
    }
    return known;
  }

  private record Element(Value key, Value value) {}

  /** What a for goes over; null if that is unknown. */
  private static List<Element> elements(Value collection) throws EvaluationFailure {
    List<Element> elements = new ArrayList<>();
    if (collection instanceof Value.Unknown) {
      return null;
    } else if (collection instanceof Value.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        Value item = sequence.items().get(i);
        elements.add(new Element(sequence.set() ? item : Value.of(i), item));
      }
    } else if (collection instanceof Value.Mapping mapping) {
      for (Map.Entry<String, Value> entry : mapping.entries().entrySet()) {
        elements.add(new Element(Value.of(entry.getKey()), entry.getValue()));
      }
    } else {
      throw new EvaluationFailure(null, "for cannot go over " + collection.kind());
    }
    return elements;
  }

  private static Scope inner(Scope outer, String keyName, String valueName, Element element) {
    return (root, attribute) -> {
      Value value = null;
      if (root.equals(valueName)) {
        value = element.value();
      } else if (root.equals(keyName)) {
        value = element.key();
      }
      if (value == null) {
        return outer.get(root, attribute);
      }
      return attribute == null ? value : attribute(value, attribute);
    };
  }

  private Value loop(Expression.For loop, Scope scope) throws EvaluationFailure {
    List<Element> elements = elements(evaluate(loop.collection(), scope));
    if (elements == null) {
      return Value.UNKNOWN;
    }
    List<Value> items = new ArrayList<>();
    Map<String, Value> entries = new LinkedHashMap<>();
    Map<String, List<Value>> groups = new LinkedHashMap<>();
    for (Element element : elements) {
      if (steps > MAX_STEPS) {
        return Value.UNKNOWN;
      }
      Scope inner = inner(scope, loop.keyName(), loop.valueName(), element);
      if (loop.condition() != null) {
        Value condition = evaluate(loop.condition(), inner);
        if (condition instanceof Value.Unknown) {
          return Value.UNKNOWN;
        }
        if (!Conversions.bool(condition)) {
          continue;
        }
      }
      Value value = evaluate(loop.value(), inner);
      if (!loop.makesObject()) {
        items.add(value);
        continue;
      }
      Value keyValue = evaluate(loop.key(), inner);
      if (keyValue instanceof Value.Unknown) {
        return Value.UNKNOWN;
      }
      String key = Conversions.text(keyValue);
      if (loop.group()) {
        groups.computeIfAbsent(key, name -> new ArrayList<>()).add(value);
      } else if (entries.put(key, value) != null) {
        throw new EvaluationFailure(
            loop.key(), "two elements have the key \"" + key + "\"; write ... to group them");
      }
    }
    for (Map.Entry<String, List<Value>> group : groups.entrySet()) {
      entries.put(group.getKey(), Value.of(group.getValue()));
    }
    return loop.makesObject() ? new Value.Mapping(entries) : Value.of(items);
  }

  private Value traversal(Expression.Traversal traversal, Scope scope) throws EvaluationFailure {
    List<Expression.Step> steps = traversal.steps();
    if (traversal.source() instanceof Expression.Variable root
        && steps.get(0) instanceof Expression.GetAttribute first) {
      Value value = lookUp(scope, root.name(), first.name());
      return walk(value, steps.subList(1, steps.size()), scope);
    }
    return walk(evaluate(traversal.source(), scope), steps, scope);
  }

  private Value walk(Value start, List<Expression.Step> steps, Scope scope)
      throws EvaluationFailure {
    Value value = start;
    for (int i = 0; i < steps.size(); i++) {
      if (value instanceof Value.Unknown) {
        return Value.UNKNOWN;
      }
      Expression.Step step = steps.get(i);
      if (step instanceof Expression.Splat splat) {
        int end = splat.full() ? steps.size() : endOfAttributes(steps, i + 1);
        value = splat(value, steps.subList(i + 1, end), scope);
        i = end - 1;
      } else {
        value = step(value, step, scope);
      }
    }
    return value;
  }

  private static int endOfAttributes(List<Expression.Step> steps, int from) {
    int end = from;
    while (end < steps.size()
        && (steps.get(end) instanceof Expression.GetAttribute
            || steps.get(end) instanceof Expression.GetLegacyIndex)) {
      end++;
    }
    return end;
  }

  private Value splat(Value value, List<Expression.Step> steps, Scope scope)
      throws EvaluationFailure {
    List<Value> items = new ArrayList<>();
    if (value instanceof Value.Sequence sequence) {
      for (Value item : sequence.items()) {
        items.add(walk(item, steps, scope));
      }
    } else if (!(value instanceof Value.Null)) {
      items.add(walk(value, steps, scope));
    }
    return Value.of(items);
  }

  private Value step(Value value, Expression.Step step, Scope scope) throws EvaluationFailure {
    try {
      if (step instanceof Expression.GetAttribute get) {
        return attribute(value, get.name());
      } else if (step instanceof Expression.GetLegacyIndex get) {
        return index(value, Value.of(Long.parseLong(get.text())));
      } else if (step instanceof Expression.GetIndex get) {
        return index(value, evaluate(get.key(), scope));
      }
    } catch (NumberFormatException e) {
      return Value.UNKNOWN;
    } catch (EvaluationFailure failure) {
      throw failure.at(step);
    }
    return Value.UNKNOWN;
  }

  private static Value attribute(Value value, String name) throws EvaluationFailure {
    if (value instanceof Value.Unknown) {
      return value;
    } else if (value instanceof Value.Mapping mapping) {
      Value found = mapping.entries().get(name);
      if (found == null) {
        throw new EvaluationFailure(null, "there is no attribute \"" + name + "\"");
      }
      return found;
    }
    throw new EvaluationFailure(null, value.kind() + " has no attribute \"" + name + "\"");
  }

  static Value index(Value value, Value key) throws EvaluationFailure {
    if (value instanceof Value.Unknown || key instanceof Value.Unknown) {
      return Value.UNKNOWN;
    } else if (value instanceof Value.Mapping) {
      return attribute(value, Conversions.text(key));
    } else if (value instanceof Value.Sequence sequence && !sequence.set()) {
      int index = Conversions.integer(key);
      if (index < 0 || index >= sequence.items().size()) {
        throw new EvaluationFailure(
            null, "there is no element " + index + " in a list of " + sequence.items().size());
      }
      return sequence.items().get(index);
    }
    throw new EvaluationFailure(null, value.kind() + " has no elements by index");
  }

  private Value binary(Expression.Binary binary, Scope scope) throws EvaluationFailure {
    Value result = evaluate(binary.operands().get(0), scope);
    for (int i = 0; i < binary.operators().size(); i++) {
      Value right = evaluate(binary.operands().get(i + 1), scope);
      result = apply(binary.operators().get(i), result, right);
    }
    return result;
  }

  private static Value apply(Expression.Operator operator, Value left, Value right)
      throws EvaluationFailure {
    switch (operator) {
      case AND, OR -> {
        boolean decisive = operator == Expression.Operator.OR;
        boolean leftKnown = !(left instanceof Value.Unknown);
        boolean rightKnown = !(right instanceof Value.Unknown);
        if (leftKnown && Conversions.bool(left) == decisive
            || rightKnown && Conversions.bool(right) == decisive) {
          return Value.of(decisive);
        }
        return leftKnown && rightKnown ? Value.of(!decisive) : Value.UNKNOWN;
      }
      case EQUAL, NOT_EQUAL -> {
        if (!left.isWhollyKnown() || !right.isWhollyKnown()) {
          return Value.UNKNOWN;
        }
        return Value.of(left.equals(right) == (operator == Expression.Operator.EQUAL));
      }
      default -> {
        if (left instanceof Value.Unknown || right instanceof Value.Unknown) {
          return Value.UNKNOWN;
        }
        return calculate(operator, Conversions.number(left), Conversions.number(right));
      }
    }
  }

  private static Value calculate(Expression.Operator operator, BigDecimal left, BigDecimal right) {
    boolean divides =
        operator == Expression.Operator.DIVIDE || operator == Expression.Operator.MODULO;
    if (divides && right.signum() == 0) {
      // To the tools that is infinity, which is no use to anybody but no failure either.
      return Value.UNKNOWN;
    }
    return switch (operator) {
      case GREATER -> Value.of(left.compareTo(right) > 0);
      case GREATER_EQUAL -> Value.of(left.compareTo(right) >= 0);
      case LESS -> Value.of(left.compareTo(right) < 0);
      case LESS_EQUAL -> Value.of(left.compareTo(right) <= 0);
      case ADD -> bounded(left.add(right, PRECISION));
      case SUBTRACT -> bounded(left.subtract(right, PRECISION));
      case MULTIPLY -> bounded(left.multiply(right, PRECISION));
      case DIVIDE -> bounded(left.divide(right, QUOTIENT));
      default -> bounded(left.remainder(right));
    };
  }

  private static Value bounded(BigDecimal number) {
    return Math.abs((long) number.scale()) > MAX_EXPONENT
        ? Value.UNKNOWN
        : new Value.Number(number);
  }

  private Value call(Expression.Call call, Scope scope) throws EvaluationFailure {
    String name = call.name().startsWith("core::") ? call.name().substring(6) : call.name();
    if (name.equals("can")) {
      return can(call, scope);
    } else if (name.equals("try")) {
      return tryEach(call, scope);
    }
    List<Value> arguments = new ArrayList<>(call.arguments().size());
    for (Expression argument : call.arguments()) {
      arguments.add(evaluate(argument, scope));
    }
    if (call.expandLast()) {
      Value last = arguments.remove(arguments.size() - 1);
      if (last instanceof Value.Unknown) {
        return Value.UNKNOWN;
      }
      arguments.addAll(Conversions.items(last));
    }
    for (Value argument : arguments) {
      if (!argument.isWhollyKnown()) {
        return Value.UNKNOWN;
      }
    }
    return Functions.call(language, name, arguments);
  }

  private Value can(Expression.Call call, Scope scope) {
    if (call.arguments().size() != 1) {
      return Value.UNKNOWN;
    }
    try {
      Value value = evaluate(call.arguments().get(0), scope);
      return value.isWhollyKnown() ? Value.of(true) : Value.UNKNOWN;
    } catch (EvaluationFailure failure) {
      return Value.of(false);
    }
  }

  private Value tryEach(Expression.Call call, Scope scope) throws EvaluationFailure {
    EvaluationFailure last = null;
    for (Expression argument : call.arguments()) {
      try {
        return evaluate(argument, scope);
      } catch (EvaluationFailure failure) {
        last = failure;
      }
    }
    throw last == null ? new EvaluationFailure(call, "try needs an argument") : last;
  }
}
