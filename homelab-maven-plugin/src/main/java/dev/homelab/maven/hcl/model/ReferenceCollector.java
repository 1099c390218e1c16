package dev.homelab.maven.hcl.model;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Body;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.ast.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds every reference and every call of a function in a file. */
final class ReferenceCollector {
  /** A call of a function. */
  record FunctionCall(HclFile file, Expression.Call call) {}

  /** Arguments whose names are not references: types, addresses, names of attributes. */
  private static final Set<String> NOT_EXPRESSIONS =
      Set.of(
          "variable.type",
          "lifecycle.ignore_changes",
          "*.provider",
          "module.providers",
          "provisioner.when",
          "provisioner.on_failure",
          "terraform.experiments",
          "terraform.language",
          "language.edition",
          "language.experiments");

  private static final Set<String> ADDRESS_BLOCKS = Set.of("moved", "removed", "import");

  private final Dialect language;
  private final HclFile file;
  private final List<Reference> references;
  private final List<FunctionCall> calls;

  /** Names of loops that hide what they are called like. */
  private final Deque<String> bound = new ArrayDeque<>();

  private String owner;

  ReferenceCollector(
      Dialect language, HclFile file, List<Reference> references, List<FunctionCall> calls) {
    this.language = language;
    this.file = file;
    this.references = references;
    this.calls = calls;
  }

  void collect() {
    for (Body.Item item : file.body().items()) {
      if (item instanceof Block block) {
        collectTopLevel(block);
      }
    }
  }

  private void collectTopLevel(Block block) {
    if (language == Dialect.TOFU && ADDRESS_BLOCKS.contains(block.type())) {
      return;
    }
    if (block.type().equals("locals")) {
      for (Attribute local : block.body().attributes()) {
        owner = "local." + local.name();
        visit(local.value());
      }
    } else {
      owner =
          switch (block.type()) {
            case "variable" -> "var." + block.label(0);
            case "local" -> "local." + block.label(0);
            default -> null;
          };
      collect(block);
    }
    owner = null;
  }

  private void collect(Block block) {
    if (block.type().equals("dynamic")) {
      collectDynamic(block);
      return;
    }
    boolean settings =
        block.type().equals("required_providers") || block.type().equals("required_plugins");
    if (settings) {
      return;
    }
    for (Body.Item item : block.body().items()) {
      if (item instanceof Block inner) {
        collect(inner);
      } else if (item instanceof Attribute attribute && isExpression(block, attribute)) {
        visit(attribute.value());
      }
    }
  }

  private boolean isExpression(Block block, Attribute attribute) {
    if (language == Dialect.PACKER) {
      return !(block.type().equals("variable") && attribute.name().equals("type"));
    }
    return !NOT_EXPRESSIONS.contains(block.type() + "." + attribute.name())
        && !NOT_EXPRESSIONS.contains("*." + attribute.name());
  }

  private void collectDynamic(Block block) {
    String iterator = block.label(0);
    Attribute named = block.body().attribute("iterator").orElse(null);
    if (named != null && named.value() instanceof Expression.Variable variable) {
      iterator = variable.name();
    }
    visit(block, "for_each");
    bound.push(iterator == null ? "" : iterator);
    visit(block, "labels");
    for (Block content : block.body().blocks("content")) {
      collect(content);
    }
    bound.pop();
  }

  private void visit(Block block, String argument) {
    Attribute attribute = block.body().attribute(argument).orElse(null);
    if (attribute != null) {
      visit(attribute.value());
    }
  }

  private void visit(Expression expression) {
    if (expression instanceof Expression.Variable variable) {
      add(variable.name(), List.of(), variable);
    } else if (expression instanceof Expression.Traversal traversal) {
      visitTraversal(traversal);
    } else if (expression instanceof Expression.Template template) {
      visitParts(template.parts());
    } else if (expression instanceof Expression.Call call) {
      calls.add(new FunctionCall(file, call));
      visitAll(call.arguments());
    } else if (expression instanceof Expression.TupleLiteral tuple) {
      visitAll(tuple.items());
    } else if (expression instanceof Expression.ObjectLiteral object) {
      for (Expression.Entry entry : object.entries()) {
        if (!(entry.key() instanceof Expression.Variable)) {
          visit(entry.key());
        }
        visit(entry.value());
      }
    } else if (expression instanceof Expression.For loop) {
      visit(loop.collection());
      bind(loop.keyName(), loop.valueName());
      if (loop.key() != null) {
        visit(loop.key());
      }
      visit(loop.value());
      if (loop.condition() != null) {
        visit(loop.condition());
      }
      unbind();
    } else if (expression instanceof Expression.Conditional conditional) {
      visit(conditional.condition());
      visit(conditional.whenTrue());
      visit(conditional.whenFalse());
    } else if (expression instanceof Expression.Binary binary) {
      visitAll(binary.operands());
    } else if (expression instanceof Expression.Unary unary) {
      visit(unary.operand());
    } else if (expression instanceof Expression.Parentheses parentheses) {
      visit(parentheses.inner());
    }
  }

  private void visitAll(List<Expression> expressions) {
    for (Expression expression : expressions) {
      visit(expression);
    }
  }

  private void visitTraversal(Expression.Traversal traversal) {
    List<String> names = new ArrayList<>();
    boolean onlyNames = true;
    int end = traversal.source().end();
    for (Expression.Step step : traversal.steps()) {
      if (onlyNames && step instanceof Expression.GetAttribute get) {
        names.add(get.name());
        end = get.end();
      } else {
        onlyNames = false;
        if (step instanceof Expression.GetIndex index) {
          visit(index.key());
        }
      }
    }
    if (traversal.source() instanceof Expression.Variable root) {
      add(root.name(), names, new Expression.Variable(root.name(), root.start(), end));
    } else {
      visit(traversal.source());
    }
  }

  private void visitParts(List<Expression.Part> parts) {
    for (Expression.Part part : parts) {
      if (part instanceof Expression.Interpolation interpolation) {
        visit(interpolation.value());
      } else if (part instanceof Expression.IfDirective directive) {
        visit(directive.condition());
        visitParts(directive.whenTrue());
        visitParts(directive.whenFalse());
      } else if (part instanceof Expression.ForDirective directive) {
        visit(directive.collection());
        bind(directive.keyName(), directive.valueName());
        visitParts(directive.body());
        unbind();
      }
    }
  }

  private void bind(String keyName, String valueName) {
    bound.push(keyName == null ? "" : keyName);
    bound.push(valueName);
  }

  private void unbind() {
    bound.pop();
    bound.pop();
  }

  private void add(String root, List<String> rest, Node node) {
    if (!bound.contains(root)) {
      List<String> names = new ArrayList<>(rest.size() + 1);
      names.add(root);
      names.addAll(rest);
      references.add(new Reference(file, List.copyOf(names), node, owner));
    }
  }
}
