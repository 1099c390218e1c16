package dev.homelab.maven.check.markers;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names every CHANGEME that is left, and counts the TODO comments.
 *
 * <p>A TODO is a choice its user may never make, so it is no finding. The README and the example
 * files speak about markers instead of holding some.
 */
public final class MarkersCheck implements Check {

  static final Rule LEFT =
      Rule.warning("markers/changeme", "A goal that acts refuses to start while one is left.");

  /** More of them in one file are no template that anybody fills in. */
  private static final int MOST = 100;

  /** What to write for the answers that have no default. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "proxmox_url", "the address of your Proxmox API, like https://pve.lan:8006/api2/json",
          "proxmox_node", "the name of your Proxmox node as its web interface shows it, like pve",
          "ssh_public_key", "the whole line of your public key (cat ~/.ssh/id_ed25519.pub)",
          "git_repo_url", "the address that Argo CD will clone this repository from");

  private static final Pattern CHANGEME = word(Answers.MARKER);
  private static final Pattern TODO = word("TODO");

  /** Code that asks for the marker ({@code x != "CHANGEME"}) is no marker. */
  private static final Pattern COMPARED = Pattern.compile("[!=]=\\s{0,4}[\"']?$");

  private static Pattern word(String word) {
    return Pattern.compile("(?<![A-Za-z0-9_])" + word + "(?![A-Za-z0-9_])");
  }

  @Override
  public String name() {
    return "markers";
  }

  @Override
  public List<Rule> rules() {
    return List.of(LEFT);
  }

  @Override
  public CheckResult run(Lab lab) {
    List<Finding> findings = new ArrayList<>();
    lab.answers().all().stream()
        .filter(Answer::unanswered)
        .map(this::answer)
        .forEach(findings::add);
    int todos = 0;
    for (SourceFile file : lab.tree().files()) {
      if (file.endsWith(".example") || file.name().equals("README.md")) {
        continue;
      }
      todos += todos(file.text().orElse(""));
      if (!file.path().equals(Answers.FILE)) {
        findings.addAll(left(file));
      }
    }
    return CheckResult.of(findings.size() + " CHANGEME, " + todos + " TODO", findings);
  }

  private static int todos(String text) {
    int first = text.indexOf("TODO"); // most files have none, and a word border costs time
    return first < 0 ? 0 : (int) TODO.matcher(text.substring(first)).results().count();
  }

  private Finding answer(Answer answer) {
    Location value = answer.valueLocation();
    int column = answer.value().indexOf(Answers.MARKER);
    String write =
        EXAMPLES.getOrDefault(
            answer.key(),
            Question.of(answer.key())
                .flatMap(Question::standard)
                .map(standard -> "your value; the default is " + standard)
                .orElse("your value"));
    return LEFT.at(
        new Location(value.file(), value.line(), value.column() + column),
        answer.key() + " is not answered yet",
        "write " + write);
  }

  private static List<Finding> left(SourceFile file) {
    List<Finding> findings = new ArrayList<>();
    if (!file.text().orElse("").contains(Answers.MARKER)) {
      return findings;
    }
    int number = 0;
    for (String line : file.lines()) {
      number++;
      Matcher marker = CHANGEME.matcher(line);
      while (findings.size() < MOST && marker.find()) {
        String before = line.substring(Math.max(0, marker.start() - 8), marker.start());
        if (!COMPARED.matcher(before).find()) {
          findings.add(
              LEFT.at(
                  file.location(number, line.codePointCount(0, marker.start()) + 1),
                  "CHANGEME is left",
                  // The archetype puts the repository's address into files of k8s/ only.
                  file.path().startsWith("k8s/")
                      ? "answer git_repo_url, then run make repo-url, which writes it here too"
                      : "write your value in its place; the comment beside it says what belongs"
                          + " there"));
        }
      }
    }
    return findings;
  }
}
