package dev.homelab.maven.hcl.schema;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.SourceRange;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Body;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.eval.Conversions;
import dev.homelab.maven.hcl.eval.EvaluationFailure;
import dev.homelab.maven.hcl.eval.Value;
import dev.homelab.maven.hcl.model.HclModule;
import dev.homelab.maven.hcl.model.ModuleValues;
import dev.homelab.maven.problem.DidYouMean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the blocks of a module hold what they may and must hold. */
public final class SchemaCheck {
  private final Dialect language;
  private final ModuleValues values;
  private final List<Finding> findings = new ArrayList<>();
  private HclFile file;

  private SchemaCheck(HclModule module, ModuleValues values) {
    language = module.language();
    this.values = values;
  }

  /**
   * Checks all blocks of a module.
   *
   * @param values to judge types and what is null by; whatever they do not know is not judged
   * @return in the order of files and lines
   */
  public static List<Finding> check(ModuleValues values) {
    SchemaCheck check = new SchemaCheck(values.module(), values);
    BlockSchema root = Schemas.language(check.language);
    for (HclFile file : values.module().files()) {
      check.file = file;
      check.checkItems("the file", file.body(), root, file.isValid());
    }
    check.findings.sort(null);
    return check.findings;
  }

  private void add(Finding finding) {
    findings.add(finding);
  }

  private void checkItems(String where, Body body, BlockSchema schema, boolean whole) {
    Map<String, Integer> seen = new HashMap<>();
    for (Body.Item item : body.items()) {
      if (item instanceof Attribute attribute) {
        checkArgument(where, attribute, schema);
      } else if (item instanceof Block block) {
        checkBlock(where, block, schema, seen, whole);
      }
    }
  }

  private void checkArgument(String where, Attribute attribute, BlockSchema schema) {
    String name = attribute.name();
    BlockSchema.Argument argument = schema.arguments().get(name);
    if (argument == null) {
      if (!schema.open) {
        add(
            SchemaRules.UNKNOWN.at(
                file.range(attribute.start(), attribute.nameEnd()),
                "unknown argument \"" + name + "\" in " + where,
                schema.blocks().containsKey(name)
                    ? "it is a block: write " + name + " { ... } without an equals sign"
                    : didYouMean(schema, name)));
      }
      return;
    }
    if (argument.readOnly()) {
      add(
          SchemaRules.READ_ONLY.at(
              file.range(attribute.start(), attribute.nameEnd()),
              "\"" + name + "\" cannot be set in " + where,
              "remove it: the provider works it out"));
    }
    if (argument.deprecation() != null && !isNull(attribute)) {
      deprecated(attribute.start(), attribute.nameEnd(), name, argument.deprecation());
    }
    checkType(attribute, argument);
  }

  private void deprecated(int start, int end, String name, String instead) {
    add(
        SchemaRules.DEPRECATED.at(
            file.range(start, end), "\"" + name + "\" is deprecated", instead));
  }

  private boolean isNull(Attribute attribute) {
    return !isText(attribute.value())
        && values.valueOf(attribute.value()) instanceof Value.Null;
  }

  /** Whether it is a string whatever stands in it, as most of what is written is: descriptions. */
  private static boolean isText(Expression value) {
    return value instanceof Expression.Template template && !template.isWrapper();
  }

  private void checkType(Attribute attribute, BlockSchema.Argument argument) {
    if (argument.type().equals("any")
        || argument.type().equals("string") && isText(attribute.value())) {
      return;
    }
    try {
      Conversions.convert(values.valueOf(attribute.value()), argument.typeExpression());
    } catch (EvaluationFailure failure) {
      add(
          SchemaRules.TYPE.at(
              file.range(attribute.value()),
              "\""
                  + argument.name()
                  + "\" must be of the type "
                  + argument.type()
                  + ": "
                  + failure.getMessage(),
              "give it a value of that type"));
    }
  }

  private static String didYouMean(BlockSchema schema, String name) {
    Set<String> known = new LinkedHashSet<>(schema.arguments().keySet());
    schema.arguments().values().stream()
        .filter(BlockSchema.Argument::readOnly)
        .forEach(argument -> known.remove(argument.name()));
    known.addAll(schema.blocks().keySet());
    return DidYouMean.among(known, name)
        .map(similar -> "did you mean \"" + similar + "\"?")
        .orElse("remove it, or correct the name");
  }

  private void checkBlock(
      String where, Block block, BlockSchema schema, Map<String, Integer> seen, boolean whole) {
    boolean dynamic = block.type().equals("dynamic") && block.label(0) != null;
    String type = dynamic ? block.label(0) : block.type();
    BlockSchema.Nested nested = schema.blocks().get(type);
    if (nested == null) {
      if (!schema.open) {
        add(
            SchemaRules.UNKNOWN.at(
                file.range(block.start(), block.headerEnd()),
                "unknown block \"" + type + "\" in " + where,
                schema.arguments().containsKey(type)
                    ? "it is an argument: write " + type + " = ..."
                    : didYouMean(schema, type)));
      }
      return;
    }
    if (nested.deprecation() != null) {
      deprecated(block.start(), block.headerEnd(), type, nested.deprecation());
    }
    if (dynamic) {
      for (Block content : block.body().blocks("content")) {
        checkInside(content, type, nested, whole);
      }
      return;
    }
    if (nested.single() && seen.merge(type, 1, Integer::sum) == 2) {
      add(
          SchemaRules.REPEATED.at(
              file.range(block.start(), block.headerEnd()),
              "the block \"" + type + "\" is there twice in " + where,
              "put what they hold into one"));
    }
    if (block.labels().size() != nested.labels()) {
      int wanted = nested.labels();
      add(
          SchemaRules.LABELS.at(
              file.range(block.start(), block.headerEnd()),
              "the block \""
                  + type
                  + "\" has "
                  + plural(block.labels().size())
                  + ", not "
                  + (wanted == 0 ? "none" : String.valueOf(wanted)),
              "write it as " + type + " \"LABEL\"".repeat(wanted) + " { ... }"));
      return;
    }
    checkInside(block, type, nested, whole);
  }

  private static String plural(int labels) {
    return labels + (labels == 1 ? " label" : " labels");
  }

  private void checkInside(Block block, String type, BlockSchema.Nested nested, boolean whole) {
    BlockSchema schema = Schemas.of(language, block, nested);
    String where = name(block, type, nested);
    checkItems(where, block.body(), schema, whole);
    // Where the syntax is broken, what looks missing may be what could not be read.
    if (whole) {
      checkPresence(where, block, schema);
    }
  }

  private static String name(Block block, String type, BlockSchema.Nested nested) {
    if (nested.labels() == 0 || block.labels().isEmpty()) {
      return "\"" + type + "\"";
    }
    return type + " \"" + block.label(0) + "\"";
  }

  private void checkPresence(String where, Block block, BlockSchema schema) {
    Set<String> present = new LinkedHashSet<>();
    for (Attribute attribute : block.body().attributes()) {
      if (schema.arguments().containsKey(attribute.name()) && !isNull(attribute)) {
        present.add(attribute.name());
      }
    }
    for (Block inner : block.body().blocks()) {
      boolean dynamic = inner.type().equals("dynamic") && inner.label(0) != null;
      String type = dynamic ? inner.label(0) : inner.type();
      if (schema.blocks().containsKey(type)) {
        present.add(type);
      }
    }
    for (BlockSchema.Argument argument : schema.arguments().values()) {
      if (argument.required() && block.body().attribute(argument.name()).isEmpty()) {
        add(
            SchemaRules.MISSING.at(
                file.range(block.start(), block.headerEnd()),
                "the argument \"" + argument.name() + "\" is missing in " + where,
                "add "
                    + argument.name()
                    + (argument.type().equals("any")
                        ? " = ..."
                        : " = ... (" + argument.type() + ")")));
      }
    }
    for (BlockSchema.Constraint constraint : schema.constraints()) {
      checkConstraint(where, block, constraint, present);
    }
  }

  private void checkConstraint(
      String where, Block block, BlockSchema.Constraint constraint, Set<String> present) {
    List<String> found = new ArrayList<>();
    for (List<String> group : constraint.groups()) {
      for (String name : group) {
        if (present.contains(name)) {
          found.add(name);
          break;
        }
      }
    }
    if (constraint.kind() == BlockSchema.Kind.NEEDS) {
      boolean first = present.contains(constraint.groups().get(0).get(0));
      if (first && found.size() < 2 && !isOff(block, constraint.groups().get(0).get(0))) {
        String wanted = String.join(" or ", constraint.groups().get(1));
        add(
            SchemaRules.MISSING.at(
                place(block, constraint.groups().get(0).get(0)),
                "\"" + constraint.groups().get(0).get(0) + "\" needs " + wanted + " in " + where,
                "add " + wanted));
      }
    } else if (found.size() > 1) {
      add(
          SchemaRules.CONFLICT.at(
              place(block, found.get(1)),
              "\""
                  + found.get(0)
                  + "\" and \""
                  + found.get(1)
                  + "\" exclude each other in "
                  + where,
              "remove one of them"));
    } else if (found.isEmpty() && constraint.kind() == BlockSchema.Kind.EXACTLY_ONE) {
      boolean said = false;
      for (List<String> group : constraint.groups()) {
        for (String name : group) {
          said |= block.body().attribute(name).isPresent();
        }
      }
      if (!said) {
        add(
            SchemaRules.MISSING.at(
                file.range(block.start(), block.headerEnd()),
                "one of these is missing in " + where + ": " + names(constraint),
                "add exactly one of them"));
      }
    }
  }

  private static String names(BlockSchema.Constraint constraint) {
    return constraint.groups().stream()
        .map(group -> String.join(" or ", group))
        .collect(Collectors.joining(", "));
  }

  /** Whether an argument is there but switched off. */
  private boolean isOff(Block block, String name) {
    return values.argument(block, name).equals(Value.of(false));
  }

  private SourceRange place(Block block, String name) {
    for (Body.Item item : block.body().items()) {
      if (item instanceof Attribute attribute && attribute.name().equals(name)) {
        return file.range(attribute.start(), attribute.nameEnd());
      } else if (item instanceof Block inner
          && (inner.type().equals(name) || name.equals(inner.label(0)))) {
        return file.range(inner.start(), inner.headerEnd());
      }
    }
    return file.range(block.start(), block.headerEnd());
  }
}
