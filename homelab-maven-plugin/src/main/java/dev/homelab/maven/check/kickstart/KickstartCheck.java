package dev.homelab.maven.check.kickstart;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks whether the installer of AlmaLinux 9 can do what the kickstart files say. */
public final class KickstartCheck implements Check {

  @Override
  public String name() {
    return "kickstart";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Lines.UNCLOSED_QUOTE,
        Lines.UNKNOWN_COMMAND,
        Lines.REMOVED_COMMAND,
        Lines.DEPRECATED_COMMAND,
        Lines.SELINUX_DISABLED,
        Lines.UNKNOWN_SECTION,
        Lines.SECTION_WITHOUT_END,
        Lines.END_WITHOUT_SECTION,
        Arguments.UNKNOWN_OPTION,
        Arguments.DEPRECATED_OPTION,
        Arguments.BAD_ARGUMENT,
        Passwords.PLAIN,
        Required.MISSING);
  }

  @Override
  public CheckResult run(Lab lab) {
    Commands commands = new Commands();
    Set<String> sections = new TreeSet<>(commands.sections());
    List<Kickstart> kickstarts =
        lab.tree().files().stream()
            .filter(file -> file.endsWith(".ks") || file.name().equals("ks.cfg"))
            .filter(file -> file.text().isPresent())
            .map(file -> new Kickstart(file, sections))
            .toList();
    Set<String> included = included(kickstarts);
    List<Finding> findings = new ArrayList<>();
    int count = 0;
    for (Kickstart kickstart : kickstarts) {
      count += kickstart.commands().size();
      findings.addAll(new Lines(commands).judge(kickstart));
      if (!kickstart.open() && !included.contains(kickstart.file().name())) {
        findings.addAll(Required.judge(kickstart, commands));
      }
    }
    return CheckResult.of(
        CheckResult.count(kickstarts.size(), "file") + ", " + CheckResult.count(count, "command"),
        findings);
  }

  /** The names of files that another one includes: a part need not be complete. */
  private static Set<String> included(List<Kickstart> kickstarts) {
    Set<String> names = new TreeSet<>();
    for (Kickstart kickstart : kickstarts) {
      for (Kickstart.Line line : kickstart.includes()) {
        line.arguments().stream()
            .map(word -> word.text().substring(word.text().lastIndexOf('/') + 1))
            .forEach(names::add);
      }
    }
    return names;
  }
}
