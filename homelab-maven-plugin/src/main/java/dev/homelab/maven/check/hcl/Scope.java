package dev.homelab.maven.check.hcl;

import dev.homelab.maven.check.hcl.Configuration.Placed;
import dev.homelab.maven.check.hcl.Configuration.PlacedAttribute;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.ast.Expression.GetAttribute;
import dev.homelab.maven.hcl.ast.Expression.Interpolation;
import dev.homelab.maven.hcl.ast.Expression.Parentheses;
import dev.homelab.maven.hcl.ast.Expression.Template;
import dev.homelab.maven.hcl.ast.Expression.Traversal;
import dev.homelab.maven.hcl.ast.Expression.Variable;
import dev.homelab.maven.hcl.eval.Value;
import dev.homelab.maven.hcl.model.ModuleValues;
import java.util.Map;
import java.util.Optional;

/**
 * What the expressions of a configuration are worth where it is used, and where that comes from.
 *
 * <p>Whatever is not known before a tool runs has no value: a rule that needs one is silent.
 */
public final class Scope {

  /** Names lead to names; so many in a row are a circle. */
  private static final int MAX_STEPS = 100;

  private final Configuration configuration;
  private final ModuleValues values;
  private final Map<String, Origin> given;

  /**
   * @param given where the values of variables come from, by their names; the rest have defaults
   */
  Scope(Configuration configuration, ModuleValues values, Map<String, Origin> given) {
    this.configuration = configuration;
    this.values = values;
    this.given = Map.copyOf(given);
  }

  /** The values. */
  ModuleValues values() {
    return values;
  }

  /** What an expression of this configuration is worth; empty when that is not known. */
  public Optional<Value> value(Expression expression) {
    return known(values.valueOf(expression));
  }

  private static Optional<Value> known(Value value) {
    return value instanceof Value.Unknown ? Optional.empty() : Optional.of(value);
  }

  /** Where its value comes from. */
  public Origin origin(HclSource source, Expression expression) {
    HclSource file = source;
    Expression bare = bare(expression);
    for (int step = 0; step < MAX_STEPS; step++) {
      Optional<String> variable = named(bare, "var");
      if (variable.isPresent()) {
        Optional<Origin> origin = variable(variable.get());
        return origin.isPresent() ? origin.get() : made(file, bare);
      }
      Optional<String> name = named(bare, "local");
      Optional<PlacedAttribute> local =
          name.isPresent() ? configuration.local(name.get()) : Optional.empty();
      if (local.isEmpty()) {
        break;
      }
      file = local.get().source();
      bare = bare(local.get().attribute().value());
    }
    return made(file, bare);
  }

  private Origin made(HclSource source, Expression expression) {
    return new Origin(source.at(expression), value(expression), Optional.empty());
  }

  /** Where the value of a variable comes from; empty when nothing declares or gives it. */
  public Optional<Origin> variable(String name) {
    Origin origin = given.get(name);
    if (origin != null) {
      return Optional.of(new Origin(origin.where(), known(values.variable(name)), origin.answer()));
    }
    Optional<Placed> declaration = configuration.variable(name);
    Optional<Attribute> standard =
        declaration.isPresent()
            ? declaration.get().block().body().attribute("default")
            : Optional.empty();
    return standard.isPresent()
        ? Optional.of(
            new Origin(
                declaration.get().source().at(standard.get().value()),
                known(values.variable(name)),
                Optional.empty()))
        : Optional.empty();
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

  /** The value as text, as a template would write it; empty for null and for what has parts. */
  static Optional<String> text(Value value) {
    if (value instanceof Value.Text text) {
      return Optional.of(text.text());
    }
    if (value instanceof Value.Number number) {
      return Optional.of(number.number().toPlainString());
    }
    return value instanceof Value.Bool bool
        ? Optional.of(String.valueOf(bool.value()))
        : Optional.empty();
  }
}
