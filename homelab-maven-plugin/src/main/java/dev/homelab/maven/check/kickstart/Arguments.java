package dev.homelab.maven.check.kickstart;

import dev.homelab.maven.check.kickstart.Command.Option;
import dev.homelab.maven.check.kickstart.Command.Value;
import dev.homelab.maven.check.kickstart.Kickstart.Line;
import dev.homelab.maven.check.kickstart.Words.Word;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the words of a command line as its options and arguments, and says what does not fit. */
final class Arguments {

  static final Rule UNKNOWN_OPTION =
      Rule.error("kickstart/unknown-option", "The installer stops at it and asks.");
  static final Rule DEPRECATED_OPTION =
      Rule.warning(
          "kickstart/deprecated-option",
          "EL9 still reads it, with a warning; the next release will not.");
  static final Rule BAD_ARGUMENT =
      Rule.error("kickstart/bad-argument", "The installer stops at the line and asks.");

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern NEGATIVE = Pattern.compile("-[0-9]+|-[0-9]*\\.[0-9]+");

  private static final Map<String, String> INSTEAD =
      Map.of(
          "--isUtc", "write --utc",
          "--nontp", "write a line: timesource --ntp-disable",
          "--ntpservers", "write a line for each: timesource --ntp-server=",
          "--level", "remove it; it has no effect",
          "--ignoregroups", "remove it; it has no effect",
          "--instLangs", "write --inst-langs",
          "--excludeWeakdeps", "write --exclude-weakdeps");

  private final Line line;
  private final Command command;
  private final Map<String, String> values = new HashMap<>();
  private final List<Word> plain = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean misread;

  Arguments(Line line, Command command) {
    this.line = line;
    this.command = command;
    if (command.state() == Command.State.KNOWN) {
      read();
      complete();
    }
  }

  List<Finding> findings() {
    return findings;
  }

  boolean has(String option) {
    return values.containsKey(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** The words that are no options. */
  List<Word> plain() {
    return plain;
  }

  private void read() {
    List<Word> words = line.arguments();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (!looksLikeOption(word.text())) {
        plain.add(word);
        continue;
      }
      String name = word.text().split("=", 2)[0];
      Optional<Option> found = command.option(name);
      if (found.isEmpty()) {
        unknown(word, name);
        continue;
      }
      Option option = found.get();
      String value = word.text().contains("=") ? word.text().split("=", 2)[1] : null;
      boolean follows =
          value == null
              && option.value() != Value.NONE
              && i + 1 < words.size()
              && !looksLikeOption(words.get(i + 1).text());
      if (follows) {
        value = words.get(++i).text();
      }
      values.put(option.name(), value == null ? "" : value);
      judge(word, option, value);
    }
  }

  private static boolean looksLikeOption(String word) {
    return word.length() > 1
        && word.startsWith("-")
        && !NEGATIVE.matcher(word).matches()
        && (word.startsWith("--") && word.indexOf('=') >= 0 || word.indexOf(' ') < 0);
  }

  private void unknown(Word word, String name) {
    misread = true;
    String fix =
        (name.length() > 100
                ? Optional.<String>empty()
                : DidYouMean.among(command.options().keySet(), name))
            .map(near -> "did you mean '" + near + "'?")
            .orElse(
                command.options().isEmpty()
                    ? "remove it; " + command.name() + " has no options"
                    : "remove it; "
                        + command.name()
                        + " knows "
                        + String.join(" ", command.options().keySet()));
    findings.add(
        UNKNOWN_OPTION.at(
            line.at(word), command.name() + " has no option '" + shown(name) + "' on EL9", fix));
  }

  private void judge(Word word, Option option, String value) {
    Location where = line.at(word);
    if (option.deprecated()) {
      findings.add(
          DEPRECATED_OPTION.at(
              where,
              command.name() + " " + option.name() + " is deprecated on EL9",
              INSTEAD.getOrDefault(option.name(), "remove it")));
    }
    if (option.value() == Value.NONE && value != null) {
      bad(where, option.name() + " takes no value", "remove the = and what follows it");
    } else if (option.value() == Value.NONE || option.value() == Value.OPTIONAL) {
      return;
    } else if (value == null) {
      bad(where, option.name() + " needs a value", "write " + option.name() + "=");
    } else if (!Placeholders.in(value)) {
      if (option.value() == Value.NUMBER && !NUMBER.matcher(value).matches()) {
        bad(where, option.name() + " '" + shown(value) + "' is no number", "write digits only");
      } else if (!option.choices().isEmpty() && !option.choices().contains(value)) {
        bad(
            where,
            option.name() + " does not take '" + shown(value) + "'",
            "write one of " + String.join(", ", option.choices().stream().sorted().toList()));
      }
    }
  }

  /** What is missing, or too much. Not asked of a line that was misread anyway. */
  private void complete() {
    if (misread) {
      return;
    }
    Location where = line.at(line.words().get(0));
    command.options().values().stream()
        .distinct()
        .filter(option -> option.required() && !has(option.name()))
        .forEach(
            option ->
                bad(
                    where,
                    command.name() + " needs " + option.name(),
                    "add " + option.name() + "="));
    int count = plain.size();
    if (count > command.most()) {
      Word first = plain.get(command.most());
      bad(
          line.at(first),
          command.name() + " does not take the argument '" + shown(first.text()) + "'",
          "remove it, or put what belongs together into quotes");
    } else if (count < command.fewest()) {
      bad(
          where,
          command.name()
              + " needs "
              + (command.fewest() == 1 ? "an argument" : command.fewest() + " arguments"),
          "write it behind the command");
    }
    long given = command.one().stream().filter(this::given).count();
    if (!command.one().isEmpty() && given != 1) {
      bad(
          where,
          command.name() + " needs exactly one of " + String.join(", ", command.one()),
          given == 0 ? "add one of them" : "keep one of them");
    }
    if (command.atMostOne().stream().filter(this::given).count() > 1) {
      bad(
          where,
          command.name() + " takes only one of " + String.join(", ", command.atMostOne()),
          "keep one of them");
    }
    if (!command.some().isEmpty() && command.some().stream().noneMatch(this::given)) {
      List<String> options = command.some().stream().filter(o -> !o.isEmpty()).toList();
      bad(
          where,
          command.name()
              + " needs "
              + (command.some().contains("") ? "an argument or " : "")
              + String.join(" or ", options),
          "add it");
    }
  }

  private boolean given(String option) {
    return option.isEmpty() ? !plain.isEmpty() : has(option);
  }

  private void bad(Location where, String message, String fix) {
    findings.add(BAD_ARGUMENT.at(where, message, fix));
  }

  private static String shown(String text) {
    String shown = text.replace(Placeholders.FILLED_IN, '…');
    return shown.length() <= 40 ? shown : shown.substring(0, 37) + "…";
  }
}
