package dev.homelab.maven.check.kickstart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What EL9 knows about a command or a section: a line of el9-commands.txt.
 *
 * @param state whether it may be used
 * @param instead what to use in its place, if it may not
 * @param fewest how many arguments it needs that are no options
 * @param most how many it takes
 * @param options by each of their names
 * @param one of these exactly one is needed; "" is an argument
 * @param atMostOne of these no two may be given
 * @param some of these at least one is needed
 */
record Command(
    String name,
    State state,
    String instead,
    int fewest,
    int most,
    Map<String, Option> options,
    List<String> one,
    List<String> atMostOne,
    List<String> some) {

  enum State {
    KNOWN,
    /** Takes any words. */
    FREE,
    DEPRECATED,
    REMOVED
  }

  enum Value {
    NONE,
    TEXT,
    NUMBER,
    OPTIONAL
  }

  /**
   * An option.
   *
   * @param name the first of its names
   * @param choices the values it takes; none: any
   */
  record Option(
      String name, Value value, boolean required, boolean deprecated, Set<String> choices) {

    static Option of(String names, String flags) {
      Set<String> choices = Set.of();
      int open = flags.indexOf('(');
      if (open >= 0) {
        choices = Set.of(flags.substring(open + 1, flags.indexOf(')')).split(","));
      }
      Value value = Value.NONE;
      if (flags.startsWith("=")) {
        value =
            flags.contains("#") ? Value.NUMBER : flags.contains("?") ? Value.OPTIONAL : Value.TEXT;
      }
      return new Option(
          names.split("\\|")[0], value, flags.contains("!"), flags.contains("~"), choices);
    }
  }

  static Command parse(String line) {
    String[] words = line.split(" ");
    String kind = words[1];
    String rest = line.substring(words[0].length() + 1 + kind.length()).strip();
    return switch (kind) {
      case "free" -> simple(words[0], State.FREE, "");
      case "removed" -> simple(words[0], State.REMOVED, rest);
      case "deprecated" -> simple(words[0], State.DEPRECATED, rest);
      default -> known(words);
    };
  }

  private static Command simple(String name, State state, String instead) {
    return new Command(
        name, state, instead, 0, Integer.MAX_VALUE, Map.of(), List.of(), List.of(), List.of());
  }

  private static Command known(String[] words) {
    String[] count = words[1].split("-");
    Map<String, Option> options = new LinkedHashMap<>();
    List<String> one = List.of();
    List<String> atMostOne = List.of();
    List<String> some = List.of();
    for (int i = 2; i < words.length; i++) {
      String word = words[i];
      if (word.startsWith("one:")) {
        one = List.of(word.substring(4).split(",", -1));
      } else if (word.startsWith("one?:")) {
        atMostOne = List.of(word.substring(5).split(",", -1));
      } else if (word.startsWith("some:")) {
        some = List.of(word.substring(5).split(",", -1));
      } else {
        String names = word.replaceAll("[=!~].*", "");
        Option option = Option.of(names, word.substring(names.length()));
        for (String name : names.split("\\|")) {
          options.put(name, option);
        }
      }
    }
    return new Command(
        words[0],
        State.KNOWN,
        "",
        Integer.parseInt(count[0]),
        Integer.parseInt(count[count.length - 1]),
        options,
        one,
        atMostOne,
        some);
  }

  /** The option of that name, or of the only name that begins so, as the installer takes it. */
  Optional<Option> option(String typed) {
    Option exact = options.get(typed);
    if (exact != null) {
      return Optional.of(exact);
    }
    List<Option> near =
        options.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(typed))
            .map(Map.Entry::getValue)
            .toList();
    return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
  }
}
