package dev.homelab.maven.hcl.model;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.ast.Node;
import dev.homelab.maven.hcl.eval.Signatures;
import dev.homelab.maven.problem.DidYouMean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether what is used is declared and what is declared is used. */
final class References {
  private static final Set<String> PATHS = Set.of("root", "module", "cwd");
  private static final Set<String> PACKER_PATHS = Set.of("root", "cwd");

  /** What a build knows about itself and its source. */
  private static final Set<String> PACKER_ROOTS = Set.of("build", "source", "packer", "each");

  private static final Set<String> TOFU_ROOTS =
      Set.of("each", "count", "self", "terraform", "tofu", "ephemeral", "key_provider", "method");

  private final HclModule module;
  private final boolean tofu;

  References(HclModule module) {
    this.module = module;
    tofu = module.language() == Dialect.TOFU;
  }

  void check(List<Finding> findings, boolean whole) {
    for (ReferenceCollector.FunctionCall call : module.calls()) {
      Optional<Finding> finding = checkCall(call);
      if (finding.isPresent()) {
        findings.add(finding.get());
      }
    }
    if (whole) {
      for (Reference reference : module.references()) {
        Optional<Finding> finding = checkReference(reference);
        if (finding.isPresent()) {
          findings.add(finding.get());
        }
      }
      if (!tofu) {
        checkSources(findings);
      }
      checkUnused(findings);
    }
    checkCycles(findings);
  }

  private Optional<Finding> checkReference(Reference reference) {
    String name = reference.name(1);
    switch (reference.root()) {
      case "var":
        return declared(reference, "var.", name, "variable", "declare it: variable \"%s\" { ... }");
      case "local":
        return declared(reference, "local.", name, "local", "declare it in a locals block");
      case "path":
        Set<String> paths = tofu ? PATHS : PACKER_PATHS;
        return name != null && paths.contains(name)
            ? Optional.empty()
            : undeclared(reference, "path", name, paths, "use path.root");
      case "data":
        if (reference.names().size() < 3) {
          return !tofu ? Optional.empty() : incomplete(reference, "data.TYPE.NAME");
        }
        return declared(
            reference,
            "data." + name + ".",
            reference.name(2),
            "data source \"" + name + "\"",
            "declare it: data \"" + name + "\" \"%s\" { ... }");
      default:
        break;
    }
    if (!tofu) {
      return PACKER_ROOTS.contains(reference.root())
          ? Optional.empty()
          : unknownRoot(reference, List.of("var", "local", "data", "source", "build", "path"));
    }
    if (reference.root().equals("module")) {
      return declared(reference, "module.", name, "module", "declare it: module \"%s\" { ... }");
    }
    if (TOFU_ROOTS.contains(reference.root())) {
      return Optional.empty();
    }
    if (name == null) {
      return unknownRoot(reference, List.of("var", "local", "data", "module", "path"));
    }
    String type = reference.root() + ".";
    if (module.declarations(type).isEmpty()) {
      Set<String> types = new LinkedHashSet<>();
      module
          .blocks("resource")
          .forEach(resource -> types.add(String.valueOf(resource.block().label(0))));
      types.addAll(List.of("var", "local", "data", "module", "path"));
      return unknownRoot(reference, types);
    }
    return declared(
        reference,
        type,
        name,
        "resource \"" + reference.root() + "\"",
        "declare it: resource \"" + reference.root() + "\" \"%s\" { ... }");
  }

  private Optional<Finding> incomplete(Reference reference, String form) {
    return Optional.of(
        HclRules.UNDECLARED.at(
            reference.range(),
            "\"" + String.join(".", reference.names()) + "\" is not a whole reference",
            "write it as " + form));
  }

  private Optional<Finding> unknownRoot(Reference reference, Collection<String> roots) {
    String root = reference.root();
    String fix =
        DidYouMean.among(roots, root)
            .map(similar -> "did you mean \"" + similar + "\"?")
            .orElse(
                reference.names().size() == 1
                    ? "if it is text, put it in quotes"
                    : "declare it, or correct the name");
    return Optional.of(
        HclRules.UNDECLARED.at(
            reference.range(),
            "\"" + String.join(".", reference.names()) + "\" refers to nothing",
            fix));
  }

  private Optional<Finding> declared(
      Reference reference, String prefix, String name, String kind, String declareIt) {
    if (name == null) {
      // To packer these are objects like any other.
      return tofu ? incomplete(reference, prefix + "NAME") : Optional.empty();
    }
    if (module.declaration(prefix + name).isPresent()) {
      return Optional.empty();
    }
    List<String> names = module.declarations(prefix).stream().map(Declaration::name).toList();
    return undeclared(reference, kind, name, names, String.format(declareIt, name));
  }

  private static Optional<Finding> undeclared(
      Reference reference, String kind, String name, Collection<String> known, String otherwise) {
    return Optional.of(
        HclRules.UNDECLARED.at(
            reference.range(),
            "there is no " + kind + " \"" + name + "\"",
            DidYouMean.among(known, String.valueOf(name))
                .map(similar -> "did you mean \"" + similar + "\"? If not, " + otherwise)
                .orElse(otherwise)));
  }

  /** A packer build names its sources in strings. */
  private void checkSources(List<Finding> findings) {
    for (Declaration build : module.blocks("build")) {
      if (build.argument("sources").orElse(null) instanceof Expression.TupleLiteral sources) {
        for (Expression source : sources.items()) {
          checkSource(build, source, literal(source), findings);
        }
      }
      for (Block source : build.block().body().blocks("source")) {
        checkSource(build, source.labels().get(0), source.label(0), findings);
      }
    }
  }

  private static String literal(Expression expression) {
    return expression instanceof Expression.Template template ? template.literal() : null;
  }

  private void checkSource(Declaration build, Node node, String name, List<Finding> findings) {
    if (name == null) {
      return;
    }
    String address = "source." + name.replaceFirst("^sources?\\.", "");
    if (module.declaration(address).isEmpty()) {
      List<String> known =
          module.declarations("source.").stream().map(Declaration::address).toList();
      findings.add(
          HclRules.UNDECLARED.at(
              build.file().range(node),
              "there is no source \"" + address.substring("source.".length()) + "\"",
              DidYouMean.among(known, address)
                  .map(similar -> "did you mean \"" + similar + "\"?")
                  .orElse("declare it: source \"TYPE\" \"NAME\" { ... }")));
    }
  }

  private void checkUnused(List<Finding> findings) {
    Set<String> used = new HashSet<>();
    for (Reference reference : module.references()) {
      String address =
          reference.names().size() > 1 ? reference.root() + "." + reference.name(1) : "";
      // A validation that looks at its own variable is no use of it.
      if (!address.equals(reference.owner())) {
        used.add(address);
      }
    }
    for (Declaration declaration : module.declarations().values()) {
      String address = declaration.address();
      if ((address.startsWith("var.") || address.startsWith("local.")) && !used.contains(address)) {
        String kind = address.startsWith("var.") ? "variable" : "local";
        findings.add(
            HclRules.UNUSED.at(
                declaration.range(),
                "the " + kind + " \"" + declaration.name() + "\" is used nowhere",
                "remove it, or use " + address));
      }
    }
  }

  private Optional<Finding> checkCall(ReferenceCollector.FunctionCall place) {
    Expression.Call call = place.call();
    String name = call.name();
    if (name.startsWith("core::")) {
      name = name.substring("core::".length());
    } else if (name.contains("::")) {
      // A function of a provider, which only the provider knows.
      return Optional.empty();
    }
    Map<String, Signatures.Signature> known = Signatures.of(module.language());
    Signatures.Signature signature = known.get(name);
    if (signature == null) {
      Dialect other = tofu ? Dialect.PACKER : Dialect.TOFU;
      String fix =
          Signatures.of(other).containsKey(name)
              ? "it is a function of " + (tofu ? "packer" : "tofu") + " only"
              : DidYouMean.among(known.keySet(), name)
                  .map(similar -> "did you mean \"" + similar + "\"?")
                  .orElse("see the functions of " + (tofu ? "tofu" : "packer"));
      return Optional.of(
          HclRules.FUNCTION.at(
              place.file().range(call.start(), call.nameEnd()),
              "there is no function \"" + name + "\"",
              fix));
    }
    int given = call.arguments().size();
    boolean fits =
        call.expandLast()
            ? signature.most() < 0 || given - 1 <= signature.most()
            : signature.accepts(given);
    if (fits) {
      return Optional.empty();
    }
    return Optional.of(
        HclRules.FUNCTION.at(
            place.file().range(call.start(), call.nameEnd()),
            "the function \"" + name + "\" takes " + signature.arity() + ", not " + given,
            given < signature.least() ? "add what is missing" : "remove what is too much"));
  }

  /** Finds locals that depend on each other, without recursion: a chain of them may be long. */
  private void checkCycles(List<Finding> findings) {
    Map<String, Set<String>> edges = new LinkedHashMap<>();
    for (Reference reference : module.references()) {
      if (reference.owner() != null
          && reference.owner().startsWith("local.")
          && reference.root().equals("local")
          && reference.name(1) != null) {
        edges.putIfAbsent(reference.owner(), new LinkedHashSet<>());
        edges.get(reference.owner()).add("local." + reference.name(1));
      }
    }
    Map<String, Integer> state = new HashMap<>();
    for (String start : edges.keySet()) {
      if (!state.containsKey(start)) {
        findCycle(start, edges, state, findings);
      }
    }
  }

  private void findCycle(
      String start,
      Map<String, Set<String>> edges,
      Map<String, Integer> state,
      List<Finding> findings) {
    int open = 1;
    int done = 2;
    Deque<String> path = new ArrayDeque<>();
    Deque<Deque<String>> pending = new ArrayDeque<>();
    path.addLast(start);
    pending.addLast(new ArrayDeque<>(edges.getOrDefault(start, Set.of())));
    state.put(start, open);
    while (!path.isEmpty()) {
      String next = pending.getLast().pollFirst();
      if (next == null) {
        state.put(path.removeLast(), done);
        pending.removeLast();
      } else if (!state.containsKey(next)) {
        state.put(next, open);
        path.addLast(next);
        pending.addLast(new ArrayDeque<>(edges.getOrDefault(next, Set.of())));
      } else if (state.get(next) == open) {
        List<String> cycle = new ArrayList<>(path);
        cycle = new ArrayList<>(cycle.subList(cycle.indexOf(next), cycle.size()));
        cycle.add(next);
        Declaration first = module.declaration(next).orElse(null);
        if (first != null) {
          findings.add(
              HclRules.CYCLE.at(
                  first.range(),
                  cycle.size() == 2
                      ? next + " depends on itself"
                      : "locals depend on each other: " + String.join(", ", cycle),
                  "break the circle: one of them must not need the next"));
        }
      }
    }
  }
}
