package dev.homelab.maven.check.kickstart;

import dev.homelab.maven.check.kickstart.Kickstart.Line;
import dev.homelab.maven.check.kickstart.Kickstart.Section;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Asks each line: is it a command or a section of EL9, and complete? */
final class Lines {

  static final Rule UNCLOSED_QUOTE =
      Rule.error("kickstart/unclosed-quote", "The installer cannot read the line and stops.");
  static final Rule UNKNOWN_COMMAND =
      Rule.error("kickstart/unknown-command", "The installer stops at it.");
  static final Rule REMOVED_COMMAND =
      Rule.error("kickstart/removed-command", "Older releases knew it; EL9 stops at it.");
  static final Rule DEPRECATED_COMMAND =
      Rule.warning(
          "kickstart/deprecated-command",
          "EL9 reads it with a warning; the next release stops at it.");
  static final Rule SELINUX_DISABLED =
      Rule.warning(
          "kickstart/selinux-disabled",
          "Files get no labels then, so that it cannot be switched on later without relabelling.");
  static final Rule UNKNOWN_SECTION =
      Rule.error("kickstart/unknown-section", "The installer stops at it.");
  static final Rule SECTION_WITHOUT_END =
      Rule.error(
          "kickstart/section-without-end", "The installer refuses the whole file since EL8.");
  static final Rule END_WITHOUT_SECTION =
      Rule.error("kickstart/end-without-section", "The installer takes it for an unknown section.");

  private final Commands commands;
  private final List<Finding> findings = new ArrayList<>();

  Lines(Commands commands) {
    this.commands = commands;
  }

  List<Finding> judge(Kickstart kickstart) {
    for (Location quote : kickstart.unclosedQuotes()) {
      findings.add(UNCLOSED_QUOTE.at(quote, "the quote that begins here does not end", "close it"));
    }
    kickstart.commands().forEach(this::command);
    kickstart.sections().forEach(this::section);
    for (Line end : kickstart.ends()) {
      findings.add(
          END_WITHOUT_SECTION.at(
              end.at(end.words().get(0)),
              "%end, but no section is open",
              "remove it, or add the head of the section it ends"));
    }
    for (Line include : kickstart.includes()) {
      if (include.arguments().isEmpty()) {
        findings.add(
            Arguments.BAD_ARGUMENT.at(
                include.at(0), include.name() + " names no file", "write its path"));
      }
    }
    return findings;
  }

  private void command(Line line) {
    Location where = line.at(line.words().get(0));
    Optional<Command> known = commands.get(line.name());
    if (known.isEmpty()) {
      findings.add(
          UNKNOWN_COMMAND.at(
              where,
              "unknown command '" + shown(line.name()) + "'",
              near(commands.names(), line.name(), "remove it; EL9 knows no such command")));
      return;
    }
    Command command = known.get();
    state(command, where);
    Arguments arguments = new Arguments(line, command);
    findings.addAll(arguments.findings());
    Passwords.judge(line, arguments).ifPresent(findings::add);
    if (command.name().equals("selinux") && arguments.has("--disabled")) {
      findings.add(
          SELINUX_DISABLED.at(
              where, "SELinux is switched off", "write selinux --enforcing; k3s has its policy"));
    }
  }

  private void state(Command command, Location where) {
    if (command.state() == Command.State.REMOVED) {
      findings.add(
          REMOVED_COMMAND.at(
              where, "'" + command.name() + "' was removed before EL9", use(command)));
    } else if (command.state() == Command.State.DEPRECATED) {
      findings.add(
          DEPRECATED_COMMAND.at(where, "'" + command.name() + "' is deprecated", use(command)));
    }
  }

  private static String use(Command command) {
    String instead = command.instead();
    return instead.startsWith("nothing; ")
        ? "remove it: " + instead.substring("nothing; ".length())
        : "use " + instead;
  }

  private void section(Section section) {
    Line head = section.head();
    Location where = head.at(head.words().get(0));
    Optional<Command> known = commands.get(head.name());
    if (known.isEmpty()) {
      findings.add(
          UNKNOWN_SECTION.at(
              where,
              "unknown section '" + shown(head.name()) + "'",
              near(
                  commands.sections(),
                  head.name(),
                  "use one of " + String.join(" ", commands.sections()))));
      return;
    }
    state(known.get(), where);
    findings.addAll(new Arguments(head, known.get()).findings());
    if (!section.closed()) {
      String message =
          section
              .next()
              .map(n -> head.name() + " has no %end before " + n.name() + " in line " + n.number())
              .orElse(head.name() + " has no %end");
      findings.add(SECTION_WITHOUT_END.at(where, message, "add a line %end behind its last line"));
    }
  }

  private static String near(Collection<String> names, String typed, String otherwise) {
    return (typed.length() > 100 ? Optional.<String>empty() : DidYouMean.among(names, typed))
        .map(name -> "did you mean '" + name + "'?")
        .orElse(otherwise);
  }

  private static String shown(String name) {
    return name.length() <= 40 ? name : name.substring(0, 37) + "…";
  }
}
