package dev.homelab.maven.check.hcl;

import dev.homelab.maven.check.hcl.Configuration.Placed;
import dev.homelab.maven.check.hcl.Configuration.PlacedAttribute;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.ast.Expression.BooleanLiteral;
import dev.homelab.maven.hcl.ast.Expression.Call;
import dev.homelab.maven.hcl.ast.Expression.Conditional;
import dev.homelab.maven.hcl.ast.Expression.Entry;
import dev.homelab.maven.hcl.ast.Expression.GetAttribute;
import dev.homelab.maven.hcl.ast.Expression.GetIndex;
import dev.homelab.maven.hcl.ast.Expression.Interpolation;
import dev.homelab.maven.hcl.ast.Expression.NullLiteral;
import dev.homelab.maven.hcl.ast.Expression.NumberLiteral;
import dev.homelab.maven.hcl.ast.Expression.ObjectLiteral;
import dev.homelab.maven.hcl.ast.Expression.Operator;
import dev.homelab.maven.hcl.ast.Expression.Parentheses;
import dev.homelab.maven.hcl.ast.Expression.Part;
import dev.homelab.maven.hcl.ast.Expression.Step;
import dev.homelab.maven.hcl.ast.Expression.Template;
import dev.homelab.maven.hcl.ast.Expression.Text;
import dev.homelab.maven.hcl.ast.Expression.Traversal;
import dev.homelab.maven.hcl.ast.Expression.TupleLiteral;
import dev.homelab.maven.hcl.ast.Expression.Unary;
import dev.homelab.maven.hcl.ast.Expression.Variable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the expressions of a configuration are worth, as far as that is known before a tool runs.
 *
 * <p>Whatever is not known, or not understood here, has no value: a rule that needs one is silent.
 */
public final class Scope {

  /** The value null, which is known to be none. */
  public static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  /** So many expressions within expressions, names looked through, are not followed. */
  private static final int MAX_DEPTH = 1000;

  /** Names lead to names; so many in a row are a circle. */
  private static final int MAX_STEPS = 100;

  /** Longer texts and numbers are nobody's name or size: a bomb, made by doubling. */
  private static final int MAX_LENGTH = 1 << 16;

  private final Configuration configuration;
  private final Inputs inputs;

  /** Each is worked out once: names that name others twice would double the work at each step. */
  private final Map<String, Optional<Origin>> variables = new HashMap<>();

  private final Map<String, Optional<Object>> locals = new HashMap<>();

  /** Shared by all scopes that an evaluation may pass through. */
  private final int[] depth;

  Scope(Configuration configuration, Inputs inputs) {
    this(configuration, inputs, new int[1]);
  }

  private Scope(Configuration configuration, Inputs inputs, int[] depth) {
    this.configuration = configuration;
    this.inputs = inputs;
    this.depth = depth;
  }

  /** The scope of a module that is called in this one. */
  Scope within(Configuration module, Inputs arguments) {
    return new Scope(module, arguments, depth);
  }

  /** What an expression of this configuration is worth. */
  public Optional<Object> value(Expression expression) {
    return Optional.ofNullable(evaluate(expression));
  }

  /** Where its value comes from. */
  public Origin origin(HclSource source, Expression expression) {
    return origin(source, expression, 0);
  }

  private Origin origin(HclSource source, Expression expression, int steps) {
    Expression bare = bare(expression);
    Optional<String> variable = named(bare, "var");
    Optional<String> local = named(bare, "local");
    if (steps < MAX_STEPS && variable.isPresent()) {
      Optional<Origin> origin = variable(variable.get());
      if (origin.isPresent()) {
        return origin.get();
      }
    }
    if (steps < MAX_STEPS && local.isPresent()) {
      Optional<PlacedAttribute> definition = configuration.local(local.get());
      if (definition.isPresent()) {
        return origin(definition.get().source(), definition.get().attribute().value(), steps + 1);
      }
    }
    return new Origin(source.at(expression), Optional.ofNullable(evaluate(bare)), Optional.empty());
  }

  private Optional<Origin> variable(String name) {
    Optional<Origin> known = variables.get(name);
    if (known == null) {
      // Until it is known it is not: a circle ends here.
      variables.put(name, Optional.empty());
      known = lookUp(name);
      variables.put(name, known);
    }
    return known;
  }

  private Optional<Origin> lookUp(String name) {
    Optional<Placed> declaration = configuration.variable(name);
    if (declaration.isEmpty()) {
      return Optional.empty();
    }
    Optional<Origin> given = inputs.of(name, declaration.get());
    if (given.isPresent()) {
      return given;
    }
    HclSource source = declaration.get().source();
    Optional<Attribute> standard = declaration.get().block().body().attribute("default");
    return standard.map(d -> new Origin(source.at(d.value()), value(d.value()), Optional.empty()));
  }

  /** Without what is around it and changes nothing: brackets, and quotes around one reference. */
  private static Expression bare(Expression expression) {
    Expression bare = expression;
    while (true) {
      if (bare instanceof Parentheses parentheses) {
        bare = parentheses.inner();
      } else if (bare instanceof Template template && template.isWrapper()) {
        bare = ((Interpolation) template.parts().get(0)).value();
      } else {
        return bare;
      }
    }
  }

  /** The name in {@code root.name}, if the expression is that and nothing more. */
  static Optional<String> named(Expression expression, String root) {
    return expression instanceof Traversal traversal
            && traversal.source() instanceof Variable variable
            && variable.name().equals(root)
            && traversal.steps().size() == 1
            && traversal.steps().get(0) instanceof GetAttribute step
        ? Optional.of(step.name())
        : Optional.empty();
  }

  /** The value as text, as a template would write it. */
  static Optional<String> text(Object value) {
    if (value instanceof BigDecimal number) {
      return Optional.of(number.stripTrailingZeros().toPlainString());
    }
    return value instanceof String || value instanceof Boolean
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  /** The value, or Java's null when it is not known. */
  private Object evaluate(Expression expression) {
    if (depth[0] >= MAX_DEPTH) {
      return null;
    }
    depth[0]++;
    try {
      return worth(expression);
    } finally {
      depth[0]--;
    }
  }

  private Object worth(Expression expression) {
    if (expression instanceof NumberLiteral number) {
      return number(number.text());
    }
    if (expression instanceof BooleanLiteral bool) {
      return bool.value();
    }
    if (expression instanceof NullLiteral) {
      return NULL;
    }
    if (expression instanceof Parentheses parentheses) {
      return evaluate(parentheses.inner());
    }
    if (expression instanceof Template template) {
      return template(template);
    }
    if (expression instanceof TupleLiteral tuple) {
      return tuple(tuple.items());
    }
    if (expression instanceof ObjectLiteral object) {
      return object(object);
    }
    if (expression instanceof Traversal traversal) {
      return traversal(traversal);
    }
    if (expression instanceof Conditional conditional) {
      Object condition = evaluate(conditional.condition());
      if (condition instanceof Boolean holds) {
        return evaluate(holds ? conditional.whenTrue() : conditional.whenFalse());
      }
      return null;
    }
    if (expression instanceof Unary unary) {
      Object operand = evaluate(unary.operand());
      if (unary.isNot()) {
        return operand instanceof Boolean bool ? !bool : null;
      }
      return operand instanceof BigDecimal number ? number.negate() : null;
    }
    if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    }
    if (expression instanceof Call call && !call.expandLast()) {
      List<Object> arguments = tuple(call.arguments());
      Object result = arguments == null ? null : Functions.call(call.name(), arguments);
      return result instanceof String text && text.length() > MAX_LENGTH ? null : result;
    }
    return null;
  }

  private static Object number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      // 1e999999999 would take all memory once it is written out.
      return Math.abs((long) number.scale()) < 1000 ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Object template(Template template) {
    if (template.isWrapper()) {
      return evaluate(((Interpolation) template.parts().get(0)).value());
    }
    StringBuilder text = new StringBuilder();
    for (Part part : template.parts()) {
      if (part instanceof Text literal) {
        text.append(literal.text());
      } else if (part instanceof Interpolation interpolation) {
        Object value = evaluate(interpolation.value());
        Optional<String> written = value == null ? Optional.empty() : text(value);
        if (written.isEmpty()) {
          return null;
        }
        text.append(written.get());
      } else {
        return null;
      }
      if (text.length() > MAX_LENGTH) {
        return null;
      }
    }
    return text.toString();
  }

  private List<Object> tuple(List<Expression> items) {
    List<Object> values = new ArrayList<>();
    for (Expression item : items) {
      Object value = evaluate(item);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private Object object(ObjectLiteral object) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Entry entry : object.entries()) {
      Object key = entry.key() instanceof Variable name ? name.name() : evaluate(entry.key());
      Object value = evaluate(entry.value());
      if (!(key instanceof String name) || value == null) {
        return null;
      }
      values.put(name, value);
    }
    return values;
  }

  private Object traversal(Traversal traversal) {
    Object value = null;
    int taken = 0;
    if (traversal.source() instanceof Variable root
        && !traversal.steps().isEmpty()
        && traversal.steps().get(0) instanceof GetAttribute first) {
      value = referred(root.name(), first.name());
      taken = 1;
    } else if (!(traversal.source() instanceof Variable)) {
      value = evaluate(traversal.source());
    }
    for (Step step : traversal.steps().subList(taken, traversal.steps().size())) {
      value = value == null ? null : into(value, step);
    }
    return value;
  }

  private Object referred(String root, String name) {
    if (root.equals("var")) {
      return variable(name).flatMap(Origin::value).orElse(null);
    }
    return root.equals("local") ? local(name).orElse(null) : null;
  }

  private Optional<Object> local(String name) {
    Optional<Object> known = locals.get(name);
    if (known == null) {
      locals.put(name, Optional.empty());
      known =
          configuration.local(name).flatMap(definition -> value(definition.attribute().value()));
      locals.put(name, known);
    }
    return known;
  }

  private Object into(Object value, Step step) {
    Object key = null;
    if (step instanceof GetAttribute attribute) {
      key = attribute.name();
    } else if (step instanceof GetIndex index) {
      key = evaluate(index.key());
    }
    if (value instanceof Map<?, ?> map && key instanceof String name) {
      return map.get(name);
    }
    if (value instanceof List<?> list && key instanceof BigDecimal index) {
      int i = index.intValue();
      return i >= 0 && i < list.size() && index.compareTo(BigDecimal.valueOf(i)) == 0
          ? list.get(i)
          : null;
    }
    return null;
  }

  private Object binary(Expression.Binary binary) {
    Object value = evaluate(binary.operands().get(0));
    for (int i = 0; i < binary.operators().size() && value != null; i++) {
      Object right = evaluate(binary.operands().get(i + 1));
      value = right == null ? null : apply(binary.operators().get(i), value, right);
    }
    return value;
  }

  private static Object apply(Operator operator, Object left, Object right) {
    switch (operator) {
      case EQUAL:
        return same(left, right);
      case NOT_EQUAL:
        Boolean same = same(left, right);
        return same == null ? null : !same;
      case AND:
        return left instanceof Boolean a && right instanceof Boolean b ? a && b : null;
      case OR:
        return left instanceof Boolean a && right instanceof Boolean b ? a || b : null;
      default:
        break;
    }
    if (!(left instanceof BigDecimal a) || !(right instanceof BigDecimal b)) {
      return null;
    }
    int order = a.compareTo(b);
    return switch (operator) {
      case GREATER -> order > 0;
      case GREATER_EQUAL -> order >= 0;
      case LESS -> order < 0;
      case LESS_EQUAL -> order <= 0;
      case ADD -> a.add(b);
      case SUBTRACT -> a.subtract(b);
      case MULTIPLY -> a.precision() + b.precision() > 1000 ? null : a.multiply(b);
      default -> null;
    };
  }

  private static Boolean same(Object left, Object right) {
    if (left instanceof List || left instanceof Map) {
      return null;
    }
    return left instanceof BigDecimal a && right instanceof BigDecimal b
        ? a.compareTo(b) == 0
        : left.equals(right);
  }
}
