package dev.homelab.maven.check.make;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.make.Makefile.Head;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Asks whether the targets are there, are declared, and lead somewhere. */
final class Targets {

  static final Rule MISSING =
      Rule.error("make/missing-target", "The README and the other stages call it.");
  static final Rule TWICE =
      Rule.error("make/target-twice", "make runs the last recipe and forgets the first.");
  static final Rule PHONY_UNDEFINED =
      Rule.error(
          "make/phony-undefined", "A .PHONY target without a rule does nothing, in silence.");
  static final Rule HELP_NOT_PHONY =
      Rule.error(
          "make/help-not-phony",
          "A file or folder of that name makes the target 'up to date', and nothing happens.");
  static final Rule HELP_DOES_NOTHING =
      Rule.error("make/help-does-nothing", "make help promises what no recipe does.");
  static final Rule UNKNOWN_PREREQUISITE =
      Rule.error("make/unknown-prerequisite", "make stops with 'No rule to make target'.");
  static final Rule NO_ANSWERS =
      Rule.error(
          "make/no-answers", "packer and tofu get their variables from make, and make from there.");

  private static final List<String> PROMISED =
      List.of(
          "packer",
          "tf-init",
          "tf-plan",
          "tf-apply",
          "tf-destroy",
          "k8s-bootstrap",
          "argo",
          "preflight",
          "clean",
          "help");

  private static final Pattern INCLUDE =
      Pattern.compile("^\\s*[-s]?include\\s.*" + Pattern.quote(Answers.FILE) + ".*");

  private final SourceFile file;
  private final Makefile makefile;
  private final Tree tree;
  private final Set<String> names = new TreeSet<>();
  private final Set<String> phony = new TreeSet<>();
  private final Set<String> leading = new TreeSet<>();
  private final List<String[]> patterns = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Targets(SourceFile file, Makefile makefile, Tree tree) {
    this.file = file;
    this.makefile = makefile;
    this.tree = tree;
    for (Head head : makefile.heads()) {
      if (head.targets().containsKey(".PHONY")) {
        phony.addAll(head.prerequisites().keySet());
      }
      for (String name : head.targets().keySet()) {
        if (!name.startsWith(".")) {
          names.add(name);
        }
        if (!head.recipe().isEmpty() || head.needsOthers()) {
          leading.add(name);
        }
        if (name.indexOf('%') >= 0) {
          patterns.add(name.split("%", 2));
        }
      }
    }
  }

  /** Every target that a rule names, special ones like .PHONY aside. */
  Set<String> names() {
    return names;
  }

  List<Finding> judge() {
    promised();
    twice();
    makefile.heads().forEach(this::prerequisites);
    help();
    if (makefile.lines().stream().noneMatch(line -> INCLUDE.matcher(line.text()).matches())) {
      findings.add(
          NO_ANSWERS.at(
              file.location(),
              "does not include " + Answers.FILE,
              "add the line: include " + Answers.FILE));
    }
    return findings;
  }

  private void promised() {
    for (String name : PROMISED) {
      if (!names.contains(name)) {
        String fix =
            near(name)
                .filter(near -> !PROMISED.contains(near))
                .map(near -> "is '" + near + "' meant to be it? else add it")
                .orElse("add it")
                .concat("; a newly generated homelab has it");
        findings.add(MISSING.at(file.location(), "has no target '" + name + "'", fix));
      }
    }
  }

  private void twice() {
    Map<String, Head> first = new HashMap<>();
    for (Head head : makefile.heads()) {
      if (head.recipe().isEmpty() || head.doubleColon() || head.conditional()) {
        continue;
      }
      head.targets()
          .forEach(
              (name, at) -> {
                Head other = first.putIfAbsent(name, head);
                if (other != null) {
                  findings.add(
                      TWICE.at(
                          head.line().at(at),
                          "target '"
                              + name
                              + "' has two recipes, the first in line "
                              + other.line().number(),
                          "keep one of them, or rename one"));
                }
              });
    }
  }

  private void prerequisites(Head head) {
    boolean isPhony = head.targets().containsKey(".PHONY");
    boolean special = !isPhony && head.targets().keySet().stream().allMatch(t -> t.startsWith("."));
    head.prerequisites()
        .forEach(
            (name, at) -> {
              if (special || names.contains(name) || name.indexOf('%') >= 0) {
                return;
              }
              String fix =
                  near(name)
                      .map(near -> "did you mean '" + near + "'?")
                      .orElse(isPhony ? "add its rule, or take it out" : "add a rule for it");
              if (isPhony) {
                findings.add(
                    PHONY_UNDEFINED.at(
                        head.line().at(at), ".PHONY names '" + name + "', which has no rule", fix));
              } else if (!exists(name) && !madeByPattern(name)) {
                findings.add(
                    UNKNOWN_PREREQUISITE.at(
                        head.line().at(at), "'" + name + "' is neither a target nor a file", fix));
              }
            });
  }

  private boolean exists(String name) {
    try {
      return tree.file(name).isPresent() || Files.exists(tree.root().resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private boolean madeByPattern(String name) {
    return patterns.stream().anyMatch(part -> name.startsWith(part[0]) && name.endsWith(part[1]));
  }

  /** Not among more targets than anybody writes: a file of garbage must not take minutes. */
  private Optional<String> near(String name) {
    return names.size() > 500 || name.length() > 100
        ? Optional.empty()
        : DidYouMean.among(names, name);
  }

  private void help() {
    for (Head head : makefile.heads()) {
      if (head.help().isEmpty()) {
        continue;
      }
      head.targets()
          .forEach(
              (name, at) -> {
                if (!phony.contains(name)) {
                  findings.add(
                      HELP_NOT_PHONY.at(
                          head.line().at(at),
                          "help shows '" + name + "', but .PHONY does not name it",
                          "add it to .PHONY"));
                }
                if (!leading.contains(name)) {
                  findings.add(
                      HELP_DOES_NOTHING.at(
                          head.line().at(at),
                          "help shows '" + name + "', which has neither recipe nor prerequisite",
                          "write its recipe in lines that begin with a tab, or remove it"));
                }
              });
    }
  }
}
