package dev.homelab.maven.check.yaml;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.yaml.YamlLint.Complaint;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks yamllint about every YAML file that git would take, under the tree's own .yamllint. */
public final class YamlCheck implements Check {

  static final Rule SYNTAX =
      Rule.error(
          "yaml/syntax",
          "No tool can read the file; Argo CD stops syncing whatever it belongs to.");
  static final Rule STYLE =
      Rule.error("yaml/style", "The tree's .yamllint calls it an error, and so would its CI.");
  static final Rule STYLE_WARNING =
      Rule.warning("yaml/style-warning", "The tree's .yamllint asks for it, without insisting.");
  static final Rule UNJUDGED =
      Rule.warning("yaml/not-judged", "What nobody looked at must not pass for clean.");

  /** More of one file help nobody: it was made by a machine, or the settings do not fit it. */
  static final int MAX_PER_FILE = 50;

  @Override
  public String name() {
    return "yaml";
  }

  @Override
  public List<Rule> rules() {
    return List.of(SYNTAX, STYLE, STYLE_WARNING, UNJUDGED, LintSettings.RULE);
  }

  @Override
  public CheckResult run(Lab lab) {
    Tree tree = lab.tree();
    if (tree.filesEndingWith(".yaml", ".yml").isEmpty() && LintSettings.file(tree).isEmpty()) {
      return CheckResult.of(CheckResult.count(0, "file"), List.of());
    }
    List<Finding> findings = new ArrayList<>();
    Judge judge = judge(tree, findings);
    int judged = 0;
    Set<String> told =
        findings.stream().map(finding -> finding.where().file()).collect(Collectors.toSet());
    for (SourceFile file : tree.files()) {
      // What is no text is told by the checks of the tree.
      if (judge.settings.concern(file) && file.text().isPresent()) {
        judged++;
        if (!told.contains(file.path())) {
          findings.addAll(judge.of(file));
        }
      }
    }
    return CheckResult.of(CheckResult.count(judged, "file"), findings);
  }

  /** Under broken settings nobody can say what good looks are; but YAML must be YAML. */
  private static Judge judge(Tree tree, List<Finding> findings) {
    LintSettings settings;
    try {
      settings = LintSettings.of(tree);
      try {
        return new Judge(settings, new YamlLint(settings.forLibrary()));
      } catch (YamlLint.Refused e) {
        throw LintSettings.refused(tree, e.getMessage());
      }
    } catch (LintSettings.Unusable e) {
      findings.add(e.finding());
    }
    settings = LintSettings.syntaxOnly(tree);
    try {
      return new Judge(settings, new YamlLint(settings.forLibrary()));
    } catch (YamlLint.Refused e) {
      throw new IllegalStateException(e); // settings of our own making
    }
  }

  /** What is said of one file. */
  private record Judge(LintSettings settings, YamlLint lint) {

    List<Finding> of(SourceFile file) {
      List<Finding> findings = new ArrayList<>();
      try {
        String text = file.text().orElseThrow();
        // CR before LF is told by the check of texts, for every file; the library takes it for a
        // part of comments besides.
        boolean carriageReturns = text.contains("\r\n");
        for (Complaint complaint : lint.judge(text.replace("\r\n", "\n"))) {
          boolean lineEnd = complaint.rule().equals("new-lines") && carriageReturns;
          if (!settings.ignores(file, complaint.rule()) && !lineEnd) {
            findings.add(finding(file, complaint));
          }
        }
      } catch (YamlLint.Refused e) {
        findings.add(
            UNJUDGED.at(
                file.location(),
                "this file is " + e.getMessage(),
                "split the file, or name it under ignore in .yamllint"));
      }
      YamlFile.read(file).broken().ifPresent(broken -> addUnlessTold(file, broken, findings));
      return shortened(file, findings);
    }
  }

  private static Finding finding(SourceFile file, Complaint complaint) {
    Rule rule = complaint.error() ? STYLE : STYLE_WARNING;
    String message = complaint.text() + " (" + complaint.rule() + ")";
    if (complaint.rule().equals(YamlLint.SYNTAX)) {
      rule = SYNTAX;
      message = "no YAML: " + complaint.text();
    }
    return rule.at(
        file.location(complaint.line(), complaint.column()),
        message,
        StyleFixes.of(complaint.rule()));
  }

  /** The parser that yamllint asks lets pass what no reader takes: aliases of nothing, depth. */
  private static void addUnlessTold(
      SourceFile file, YamlFile.Broken broken, List<Finding> findings) {
    if (broken.tooDeep()) {
      findings.add(
          UNJUDGED.at(
              file.location(),
              "this file is " + broken.what() + ": what it says was not looked at",
              "nest less, or name it under ignore in .yamllint"));
      return;
    }
    boolean told =
        findings.stream()
            .anyMatch(
                f -> f.rule().equals(SYNTAX) || f.isError() && f.where().equals(broken.where()));
    if (!told) {
      findings.add(
          SYNTAX.at(broken.where(), "no YAML: " + broken.what(), StyleFixes.of(YamlLint.SYNTAX)));
    }
  }

  private static List<Finding> shortened(SourceFile file, List<Finding> findings) {
    if (findings.size() <= MAX_PER_FILE) {
      return findings;
    }
    List<Finding> sorted = findings.stream().sorted().toList();
    List<Finding> rest = sorted.subList(MAX_PER_FILE, sorted.size());
    List<Finding> shown = new ArrayList<>(sorted.subList(0, MAX_PER_FILE));
    // A syntax error is one of a kind, and never what gets lost among a thousand blanks.
    rest.stream().filter(f -> f.rule().equals(SYNTAX)).forEach(shown::add);
    Rule rule = rest.stream().anyMatch(Finding::isError) ? STYLE : STYLE_WARNING;
    shown.add(
        rule.at(
            file.location(),
            "yamllint has " + rest.size() + " more complaints about this file",
            "mend the ones that are shown first, or name the file under ignore in .yamllint"));
    return shown;
  }
}
