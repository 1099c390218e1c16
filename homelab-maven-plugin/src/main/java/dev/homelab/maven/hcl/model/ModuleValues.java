package dev.homelab.maven.hcl.model;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.SourceRange;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.eval.Conversions;
import dev.homelab.maven.hcl.eval.EvaluationFailure;
import dev.homelab.maven.hcl.eval.Evaluator;
import dev.homelab.maven.hcl.eval.Scope;
import dev.homelab.maven.hcl.eval.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module with values for its variables. Several threads may ask; a module asks only those it
 * calls, so that none waits for another in a circle.
 *
 * <p>Whatever fails or is not known is {@link Value#UNKNOWN} when it is looked up; {@link
 * #refusals} and {@link #failures} tell what fails.
 */
public final class ModuleValues implements Scope {
  private final HclModule module;
  private final Map<String, Value> given;
  private final Map<String, ModuleValues> children = new HashMap<>();
  private final Map<String, Value> known = new HashMap<>();
  private final Evaluator evaluator;

  /** The values of expressions, or why they have none: many are asked for by many. */
  private final Map<Expression, Object> worth = new IdentityHashMap<>();

  /**
   * Gives values to the variables of a module.
   *
   * @param given by name; a variable that is not among them has its default, or is unknown
   */
  public ModuleValues(HclModule module, Map<String, Value> given) {
    this.module = module;
    this.given = Map.copyOf(given);
    evaluator = new Evaluator(module.language());
  }

  /**
   * A value that is refused by the variable it is for.
   *
   * @param variable its name
   * @param message what the module's author has to say about it
   * @param condition the condition that is not met, or the type that does not fit
   */
  public record Refusal(String variable, String message, SourceRange condition) {}

  /** The module. */
  public HclModule module() {
    return module;
  }

  /** Lets references to the outputs of a called module be worked out. */
  synchronized void addChild(String name, ModuleValues child) {
    children.put(name, child);
    // What was worked out without it may refer to it.
    known.clear();
    worth.clear();
  }

  /** The module behind a call, where it is known. */
  public synchronized Optional<ModuleValues> child(String name) {
    return Optional.ofNullable(children.get(name));
  }

  /**
   * Reads the values that a file of settings ({@code *.tfvars}, {@code *.pkrvars.hcl}) gives.
   *
   * @return by name; what cannot be worked out is unknown
   */
  public static Map<String, Value> settings(HclFile file) {
    Evaluator evaluator = new Evaluator(Dialect.TOFU);
    Map<String, Value> values = new LinkedHashMap<>();
    for (Attribute attribute : file.body().attributes()) {
      Value value;
      try {
        value = evaluator.evaluate(attribute.value(), Scope.EMPTY);
      } catch (EvaluationFailure failure) {
        value = Value.UNKNOWN;
      }
      values.put(attribute.name(), value);
    }
    return values;
  }

  /**
   * What a text from the environment or the command line gives to a variable: itself for a string,
   * and for any other type the value of the expression that it holds, as the tools read it.
   */
  public static Value fromText(Declaration variable, String text) {
    Expression type = variable.argument("type").orElse(null);
    boolean primitive =
        type == null
            || type instanceof Expression.Variable keyword
                && List.of("string", "number", "bool").contains(keyword.name());
    if (primitive) {
      return Value.of(text);
    }
    HclFile file = Hcl.parse(variable.name(), "value = " + text + "\n");
    return file.isValid() ? settings(file).getOrDefault("value", Value.UNKNOWN) : Value.UNKNOWN;
  }

  @Override
  public synchronized Value get(String root, String attribute) throws EvaluationFailure {
    if (attribute == null) {
      return null;
    }
    return switch (root) {
      case "var" -> variable(attribute);
      case "local" -> local(attribute);
      case "path" -> Value.of(module.folder().toString());
      case "module" -> outputs(attribute);
      default -> null;
    };
  }

  /** The value of a variable. */
  public synchronized Value variable(String name) {
    Declaration declaration = module.declaration("var." + name).orElse(null);
    if (declaration == null) {
      return Value.UNKNOWN;
    }
    String address = declaration.address();
    Value value = known.get(address);
    if (value == null) {
      try {
        value = convert(declaration, unconverted(declaration));
      } catch (EvaluationFailure failure) {
        value = Value.UNKNOWN;
      }
      known.put(address, value);
    }
    return value;
  }

  private Value unconverted(Declaration declaration) throws EvaluationFailure {
    Value value = given.get(declaration.name());
    if (value instanceof Value.Null && !isNullable(declaration)) {
      value = null;
    }
    if (value != null) {
      return value;
    }
    Optional<Expression> initial =
        declaration.block() == null ? declaration.localValue() : declaration.argument("default");
    return initial.isPresent() ? evaluator.evaluate(initial.get(), Scope.EMPTY) : Value.UNKNOWN;
  }

  private static boolean isNullable(Declaration declaration) {
    return !(declaration.argument("nullable").orElse(null)
            instanceof Expression.BooleanLiteral nullable)
        || nullable.value();
  }

  private static Value convert(Declaration declaration, Value value) throws EvaluationFailure {
    Optional<Expression> type = declaration.argument("type");
    return type.isPresent() ? Conversions.convert(value, type.get()) : value;
  }

  /** The value of a local. */
  public synchronized Value local(String name) {
    String address = "local." + name;
    Value value = known.get(address);
    if (value != null) {
      return value;
    }
    // Who asks again while it is being worked out goes round in a circle.
    known.put(address, Value.UNKNOWN);
    Declaration declaration = module.declaration(address).orElse(null);
    Expression expression = declaration == null ? null : declaration.localValue().orElse(null);
    value = expression == null ? Value.UNKNOWN : valueOf(expression);
    known.put(address, value);
    return value;
  }

  private Value outputs(String call) {
    ModuleValues child = children.get(call);
    if (child == null) {
      return Value.UNKNOWN;
    }
    Map<String, Value> outputs = new HashMap<>();
    for (Declaration output : child.module.declarations("output.")) {
      outputs.put(output.name(), child.output(output.name()));
    }
    return new Value.Mapping(outputs);
  }

  /** The value of an output. */
  public synchronized Value output(String name) {
    String address = "output." + name;
    Value value = known.get(address);
    if (value == null) {
      Declaration declaration = module.declaration(address).orElse(null);
      Expression expression =
          declaration == null ? null : declaration.argument("value").orElse(null);
      value = expression == null ? Value.UNKNOWN : valueOf(expression);
      known.put(address, value);
    }
    return value;
  }

  private Value evaluate(Expression expression) throws EvaluationFailure {
    Object value = worth.get(expression);
    if (value == null) {
      try {
        value = evaluator.evaluate(expression, this);
      } catch (EvaluationFailure failure) {
        value = failure;
      }
      worth.put(expression, value);
    }
    if (value instanceof EvaluationFailure failure) {
      throw failure;
    }
    return (Value) value;
  }

  /** The value of an expression of this module. */
  public synchronized Value valueOf(Expression expression) {
    try {
      return evaluate(expression);
    } catch (EvaluationFailure failure) {
      return Value.UNKNOWN;
    }
  }

  /** The value of an argument of a block, unknown too if it is not there. */
  public Value argument(Block block, String name) {
    Attribute argument = block.body().attribute(name).orElse(null);
    return argument == null ? Value.UNKNOWN : valueOf(argument.value());
  }

  /** The values that their variables refuse: by type, by null, or by a validation. */
  public synchronized List<Refusal> refusals() {
    List<Refusal> refusals = new ArrayList<>();
    for (Declaration variable : module.declarations("var.")) {
      if (variable.block() != null) {
        refuse(variable, refusals);
      }
    }
    return refusals;
  }

  private void refuse(Declaration variable, List<Refusal> refusals) {
    try {
      Value value = convert(variable, unconverted(variable));
      if (value instanceof Value.Unknown) {
        return;
      }
    } catch (EvaluationFailure failure) {
      Optional<Expression> written = variable.argument("type");
      String type = written.isPresent() ? variable.file().text(written.get()) : "any";
      refusals.add(
          new Refusal(
              variable.name(),
              variable.name() + " must be of the type " + type + ": " + failure.getMessage(),
              variable.range()));
      return;
    }
    for (Block validation : variable.block().body().blocks("validation")) {
      Attribute condition = validation.body().attribute("condition").orElse(null);
      if (condition != null && isFalse(condition.value())) {
        Value message = argument(validation, "error_message");
        refusals.add(
            new Refusal(
                variable.name(),
                message instanceof Value.Text text
                    ? text.text()
                    : "the value of " + variable.name() + " is not valid",
                variable.file().range(condition.value())));
      }
    }
  }

  private boolean isFalse(Expression condition) {
    Value met = valueOf(condition);
    try {
      return met instanceof Value.Bool bool && !bool.value()
          || met instanceof Value.Text && Conversions.text(met).equals("false");
    } catch (EvaluationFailure failure) {
      return false;
    }
  }

  /** Locals, outputs and conditions that cannot have a value, whatever else may be known later. */
  public synchronized List<Finding> failures() {
    List<Finding> failures = new ArrayList<>();
    for (Declaration declaration : module.declarations().values()) {
      String address = declaration.address();
      if (address.startsWith("local.")) {
        fail(declaration.file(), declaration.localValue(), failures);
      } else if (address.startsWith("output.")) {
        fail(declaration.file(), declaration.argument("value"), failures);
      } else if (address.startsWith("var.") && declaration.block() != null) {
        for (Block validation : declaration.block().body().blocks("validation")) {
          Attribute condition = validation.body().attribute("condition").orElse(null);
          if (condition != null) {
            fail(declaration.file(), Optional.of(condition.value()), failures);
          }
        }
      }
    }
    return failures;
  }

  private void fail(HclFile file, Optional<Expression> expression, List<Finding> failures) {
    if (expression.isEmpty()) {
      return;
    }
    try {
      evaluate(expression.get());
    } catch (EvaluationFailure failure) {
      failures.add(
          HclRules.NOT_A_VALUE.at(
              file.range(failure.node() == null ? expression.get() : failure.node()),
              failure.getMessage(),
              "correct it, or catch it with try() or can()"));
    }
  }
}
