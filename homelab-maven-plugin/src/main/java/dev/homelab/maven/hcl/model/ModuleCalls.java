package dev.homelab.maven.hcl.model;

import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.eval.Conversions;
import dev.homelab.maven.hcl.eval.EvaluationFailure;
import dev.homelab.maven.hcl.eval.Value;
import dev.homelab.maven.problem.DidYouMean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Whether a module is called with what it takes, and asked for what it gives. */
public final class ModuleCalls {
  private static final Set<String> META =
      Set.of("source", "version", "providers", "count", "for_each", "depends_on");

  /** Modules that call modules so often, one below the other, are not followed any further. */
  private static final int MAX_DEPTH = 50;

  /** So many sets of inputs are looked at, whoever calls; for what comes then, they are unknown. */
  private static final int MAX_INPUTS = 200;

  private final Function<Path, Optional<HclModule>> modules;

  /** A module that is called with two sets of inputs is checked twice, and told of once. */
  private final Set<Finding> findings = new TreeSet<>();

  /** The modules that are being called, so that none calls itself for ever. */
  private final Set<Path> open = new HashSet<>();

  /** What was checked, by the module and its inputs: modules that call twice what calls twice. */
  private final Map<HclModule, Map<Map<String, Value>, ModuleValues>> checked = new HashMap<>();

  private int inputs;

  private ModuleCalls(Function<Path, Optional<HclModule>> modules) {
    this.modules = modules;
  }

  /**
   * Checks all calls of modules in local folders, those in the called modules included, and
   * connects the values: afterwards outputs of the called modules are known to the caller.
   *
   * @param root the module that tofu is run in, with its values
   * @param modules the module in a folder, if there is one
   */
  public static List<Finding> check(
      ModuleValues root, Function<Path, Optional<HclModule>> modules) {
    ModuleCalls calls = new ModuleCalls(modules);
    calls.check(root);
    calls.checkSensitive(root.module());
    return List.copyOf(calls.findings);
  }

  private void check(ModuleValues caller) {
    Path here = caller.module().folder().normalize();
    if (open.size() >= MAX_DEPTH || !open.add(here)) {
      return;
    }
    for (Declaration call : caller.module().declarations("module.")) {
      Value source = caller.argument(call.block(), "source");
      if (source instanceof Value.Text text
          && (text.text().startsWith("./") || text.text().startsWith("../"))) {
        Path folder = caller.module().folder().resolve(text.text()).normalize();
        Optional<HclModule> module = modules.apply(folder);
        if (module.isPresent()) {
          check(caller, call, module.get());
        } else {
          Attribute where = call.block().body().attribute("source").orElseThrow();
          findings.add(
              HclRules.MISSING_FILE.at(
                  call.file().range(where.value()),
                  "there is no module in the folder \"" + text.text() + "\"",
                  "correct the path, which starts at the folder of this file"));
        }
      }
    }
    open.remove(here);
  }

  private void check(ModuleValues caller, Declaration call, HclModule module) {
    Block block = call.block();
    if (!block.body().blocks("_").isEmpty()) {
      // Inputs that are named like meta-arguments stand in there; too rare to be told apart here.
      return;
    }
    boolean repeated =
        block.body().attribute("count").isPresent()
            || block.body().attribute("for_each").isPresent();
    Map<String, Value> given = new HashMap<>();
    Map<String, Attribute> places = new HashMap<>();
    for (Attribute argument : block.body().attributes()) {
      if (META.contains(argument.name())) {
        continue;
      }
      Optional<Declaration> variable = module.declaration("var." + argument.name());
      if (variable.isEmpty()) {
        unknownInput(call, module, argument);
        continue;
      }
      Value value = caller.valueOf(argument.value());
      given.put(argument.name(), value);
      places.put(argument.name(), argument);
      if (isWrongType(call, argument, variable.get(), value)) {
        given.put(argument.name(), Value.UNKNOWN);
      }
    }
    missingInputs(call, module, places.keySet());
    ModuleValues child = child(module, given);
    if (!repeated) {
      for (ModuleValues.Refusal refusal : child.refusals()) {
        Attribute place = places.get(refusal.variable());
        if (place != null) {
          findings.add(
              HclRules.VALIDATION.at(
                  call.file().range(place.value()),
                  refusal.message(),
                  "change the value; the rule is at " + refusal.condition()));
        }
      }
      caller.addChild(call.name(), child);
      unknownOutputs(caller.module(), call, module);
    }
  }

  /** The module with these inputs, after its own calls were checked. */
  private ModuleValues child(HclModule module, Map<String, Value> given) {
    Map<Map<String, Value>, ModuleValues> known = checked.get(module);
    if (known == null) {
      known = new HashMap<>();
      checked.put(module, known);
    }
    Map<String, Value> key = inputs < MAX_INPUTS ? given : Map.of();
    ModuleValues child = known.get(key);
    if (child == null) {
      inputs++;
      child = new ModuleValues(module, key);
      check(child);
      known.put(key, child);
    }
    return child;
  }

  private void unknownInput(Declaration call, HclModule module, Attribute argument) {
    List<String> known = module.declarations("var.").stream().map(Declaration::name).toList();
    findings.add(
        HclRules.MODULE_INPUT.at(
            call.file().range(argument.start(), argument.nameEnd()),
            "the module \"" + call.name() + "\" has no input \"" + argument.name() + "\"",
            DidYouMean.among(known, argument.name())
                .map(similar -> "did you mean \"" + similar + "\"?")
                .orElse("remove it, or declare the variable in the module")));
  }

  private void missingInputs(Declaration call, HclModule module, Set<String> given) {
    List<String> missing = new ArrayList<>();
    for (Declaration variable : module.declarations("var.")) {
      if (variable.argument("default").isEmpty() && !given.contains(variable.name())) {
        missing.add(variable.name());
      }
    }
    if (!missing.isEmpty()) {
      findings.add(
          HclRules.MODULE_INPUT.at(
              call.range(),
              "the module \"" + call.name() + "\" is called without " + String.join(", ", missing),
              "add the missing " + (missing.size() == 1 ? "argument" : "arguments")));
    }
  }

  private boolean isWrongType(
      Declaration call, Attribute argument, Declaration variable, Value value) {
    Expression type = variable.argument("type").orElse(null);
    if (type == null) {
      return false;
    }
    try {
      Conversions.convert(value, type);
      return false;
    } catch (EvaluationFailure failure) {
      findings.add(
          HclRules.VALUE_TYPE.at(
              call.file().range(argument.value()),
              "\""
                  + argument.name()
                  + "\" must be of the type "
                  + variable.file().text(type)
                  + ": "
                  + failure.getMessage(),
              "give it a value of that type"));
      return true;
    }
  }

  private void unknownOutputs(HclModule caller, Declaration call, HclModule module) {
    for (Reference reference : caller.references()) {
      if (reference.root().equals("module")
          && call.name().equals(reference.name(1))
          && reference.name(2) != null
          && module.declaration("output." + reference.name(2)).isEmpty()) {
        List<String> known =
            module.declarations("output.").stream().map(Declaration::name).toList();
        findings.add(
            HclRules.MODULE_OUTPUT.at(
                reference.range(),
                "the module \"" + call.name() + "\" has no output \"" + reference.name(2) + "\"",
                DidYouMean.among(known, reference.name(2))
                    .map(similar -> "did you mean \"" + similar + "\"?")
                    .orElse("declare the output in the module")));
      }
    }
  }

  /** An output that shows a sensitive variable, directly or through locals. */
  private void checkSensitive(HclModule module) {
    Set<String> sensitive = new HashSet<>();
    for (Declaration variable : module.declarations("var.")) {
      if (isTrue(variable.argument("sensitive"))) {
        sensitive.add(variable.address());
      }
    }
    if (sensitive.isEmpty()) {
      return;
    }
    for (Declaration output : module.declarations("output.")) {
      Optional<Expression> value = output.argument("value");
      if (value.isEmpty() || isTrue(output.argument("sensitive")) || hides(value.get())) {
        continue;
      }
      for (Reference reference : module.references()) {
        if (isInside(reference, output.file(), value.get())
            && reference.name(1) != null
            && sensitive.contains(reference.root() + "." + reference.name(1))) {
          findings.add(
              HclRules.SENSITIVE.at(
                  reference.range(),
                  "the output \""
                      + output.name()
                      + "\" shows the sensitive "
                      + reference.root()
                      + "."
                      + reference.name(1),
                  "add sensitive = true to the output, or leave the value out"));
        }
      }
    }
  }

  /** Whether a function takes the mark off somewhere in the value; then it is not judged. */
  private static boolean hides(Expression value) {
    if (value instanceof Expression.Call call) {
      boolean hides = call.name().contains("sensitive");
      for (Expression argument : call.arguments()) {
        hides |= hides(argument);
      }
      return hides;
    }
    return value instanceof Expression.Conditional || value instanceof Expression.For;
  }

  private static boolean isTrue(Optional<Expression> value) {
    return value.isPresent()
        && value.get() instanceof Expression.BooleanLiteral bool
        && bool.value();
  }

  private static boolean isInside(Reference reference, HclFile file, Expression value) {
    return reference.file() == file
        && reference.node().start() >= value.start()
        && reference.node().end() <= value.end();
  }
}
