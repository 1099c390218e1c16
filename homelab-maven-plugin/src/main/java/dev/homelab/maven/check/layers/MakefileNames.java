package dev.homelab.maven.check.layers;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import dev.homelab.maven.check.tree.TreeCheck;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Makefile names is an answer, a variable of its own, or a file of the homelab. */
final class MakefileNames implements Agreement {

  static final Rule ANSWER =
      Rule.error(
          "layers/makefile-answer",
          "make puts nothing in the place of a name it does not know, and says nothing.");
  static final Rule PATH =
      Rule.error(
          "layers/makefile-path", "The target fails at the first command that needs the file.");

  private static final String FILE = "Makefile";

  /** Answers are in lower case with underscores; make's own names and functions are not. */
  private static final Pattern NAME = Pattern.compile("\\$[({]([a-z]+(?:_[a-z0-9]+)+)[)}]");

  /** In any of the ways to define one: by itself, for a target, in a loop, at run time. */
  private static final Pattern DEFINED =
      Pattern.compile(
          "([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?::{0,3}|[?+!])=|(?:define|foreach)\\s+([a-zA-Z0-9_]+)");

  /** What else defines names is not read. */
  private static final Pattern OTHER_FILE =
      Pattern.compile("^\\s*[-s]?include\\s+(?!homelab\\.properties\\s*$).*");

  private static final Set<String> ENVIRONMENT =
      Set.of("http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy");

  /** What make's help says of a target. */
  private static final Pattern HELP = Pattern.compile("\\s## .*$");

  private static final Pattern PATHS =
      Pattern.compile(
          "(?<![\\w./)}-])((?:packer|terraform|k8s|scripts)/[A-Za-z0-9_./-]*[A-Za-z0-9_])(?![\\w./*$({%-])");

  @Override
  public List<Rule> rules() {
    return List.of(ANSWER, PATH);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    Optional<SourceFile> makefile = layers.tree().file(FILE);
    if (makefile.isEmpty()) {
      return List.of();
    }
    List<String> lines = makefile.get().lines();
    Set<String> known = new TreeSet<>(Question.keys());
    for (Answer answer : layers.answers().all()) {
      known.add(answer.key());
    }
    boolean others = false;
    for (String line : lines) {
      others |= line.contains("include") && OTHER_FILE.matcher(line).matches();
    }
    List<Finding> findings = new ArrayList<>();
    if (!others && !names(makefile.get(), known).isEmpty()) {
      // Only then does it matter what the Makefile defines itself.
      known.addAll(own(lines));
      findings.addAll(names(makefile.get(), known));
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!isComment(lines.get(i))) {
        paths(makefile.get(), i + 1, layers.tree(), findings);
      }
    }
    return findings;
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  private static Set<String> own(List<String> lines) {
    Set<String> own = new HashSet<>(ENVIRONMENT);
    for (String line : lines) {
      boolean may = line.indexOf('=') >= 0 || line.contains("define") || line.contains("foreach");
      Matcher definition = DEFINED.matcher(may ? line : "");
      while (definition.find()) {
        own.add(definition.group(1) == null ? definition.group(2) : definition.group(1));
      }
    }
    return own;
  }

  private static List<Finding> names(SourceFile file, Set<String> known) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < file.lines().size(); i++) {
      String line = file.lines().get(i);
      if (line.indexOf('$') >= 0 && !isComment(line)) {
        names(file, i + 1, known, findings);
      }
    }
    return findings;
  }

  private static void names(
      SourceFile file, int number, Set<String> known, List<Finding> findings) {
    String line = file.lines().get(number - 1);
    Matcher name = NAME.matcher(line);
    while (name.find()) {
      // After two dollar signs it is the shell's.
      boolean shell = name.start() > 0 && line.charAt(name.start() - 1) == '$';
      if (!shell && !known.contains(name.group(1))) {
        findings.add(
            ANSWER.at(
                file.location(number, line.codePointCount(0, name.start()) + 1),
                "\""
                    + name.group(1)
                    + "\" is no answer in "
                    + Answers.FILE
                    + " and no variable of make",
                DidYouMean.among(known, name.group(1))
                    .map(near -> "did you mean $(" + near + ")?")
                    .orElse("correct the name, or define it")));
      }
    }
  }

  private static void paths(SourceFile file, int number, Tree tree, List<Finding> findings) {
    String line = file.lines().get(number - 1);
    if (line.indexOf('/') < 0) {
      return;
    }
    Matcher path = PATHS.matcher(HELP.matcher(line).replaceFirst(""));
    while (path.find()) {
      String name = path.group(1);
      // What is copied from an example need not be there yet; of what no homelab can do without
      // the tree's check tells.
      boolean there =
          tree.file(name).isPresent()
              || tree.hasFolder(name)
              || tree.file(name + ".example").isPresent()
              || TreeCheck.needs(name);
      if (!there) {
        findings.add(
            PATH.at(
                file.location(number, line.codePointCount(0, path.start(1)) + 1),
                "names " + name + ", which is not in this homelab",
                "correct the path, or restore it from git"));
      }
    }
  }
}
