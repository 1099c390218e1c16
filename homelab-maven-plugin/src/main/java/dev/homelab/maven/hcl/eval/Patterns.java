package dev.homelab.maven.hcl.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as the tools know them (RE2), by the engine of the JDK. The two differ in
 * syntax, which is translated, and in time: the JDK's may take for ever, so its steps are counted.
 */
final class Patterns {
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alnum", "\\p{Alnum}"),
          Map.entry("alpha", "\\p{Alpha}"),
          Map.entry("ascii", "\\p{ASCII}"),
          Map.entry("blank", "\\p{Blank}"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("digit", "0-9"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("lower", "a-z"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("space", "\\s"),
          Map.entry("upper", "A-Z"),
          Map.entry("word", "\\w"),
          Map.entry("xdigit", "0-9a-fA-F"));

  private static final Pattern MULTILINE = Pattern.compile("\\(\\?[a-zA-Z]*m");
  private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");

  private final Pattern pattern;
  private final List<String> names = new ArrayList<>();

  private Patterns(Pattern pattern) {
    this.pattern = pattern;
    Matcher name = GROUP_NAME.matcher(pattern.pattern());
    while (name.find()) {
      names.add(name.group(1));
    }
  }

  static Patterns compile(String expression) throws EvaluationFailure {
    String translated = translate(expression);
    try {
      return new Patterns(Pattern.compile(translated, Pattern.UNIX_LINES));
    } catch (PatternSyntaxException e) {
      throw new EvaluationFailure(
          null, "\"" + expression + "\" is no regular expression: " + e.getDescription());
    }
  }

  private static String translate(String expression) throws EvaluationFailure {
    StringBuilder out = new StringBuilder();
    boolean multiline = expression.contains("(?") && MULTILINE.matcher(expression).find();
    int classStart = -1;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\\' && i + 1 < expression.length()) {
        char next = expression.charAt(++i);
        if (next >= '1' && next <= '9' || next == 'k' || next == 'Z' || next == 'G') {
          throw new EvaluationFailure(
              null, "\"" + expression + "\" uses \\" + next + ", which RE2 does not have");
        }
        out.append(c).append(next);
      } else if (classStart >= 0) {
        if (c == '[' && expression.startsWith("[:", i)) {
          int end = expression.indexOf(":]", i);
          boolean negated = end > 0 && expression.charAt(i + 2) == '^';
          String name = end < 0 ? "" : expression.substring(i + (negated ? 3 : 2), end);
          String translated = CLASSES.get(name);
          if (translated == null) {
            throw new EvaluationFailure(
                null, "\"" + expression + "\" names a class of characters that does not exist");
          }
          out.append(negated ? "[^" + translated + "]" : translated);
          i = end + 1;
        } else if (c == ']' && i > classStart + 1) {
          classStart = -1;
          out.append(c);
        } else if (c == '^' && i == classStart + 1 && expression.charAt(classStart) == '[') {
          classStart = i;
          out.append(c);
        } else if (c == '[' || c == '&' || c == ']') {
          out.append('\\').append(c);
        } else {
          out.append(c);
        }
      } else if (c == '[') {
        classStart = i;
        out.append(c);
      } else if (c == '$' && !multiline) {
        out.append("\\z");
      } else if (c == '(' && expression.startsWith("(?P<", i)) {
        out.append("(?<");
        i += 3;
      } else if (c == '('
          && (expression.startsWith("(?=", i)
              || expression.startsWith("(?!", i)
              || expression.startsWith("(?<=", i)
              || expression.startsWith("(?<!", i)
              || expression.startsWith("(?>", i))) {
        throw new EvaluationFailure(
            null, "\"" + expression + "\" looks around, which RE2 does not do");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** The text of a match, its groups as a list, or its named groups as an object. */
  private Value capture(Matcher matcher) {
    if (matcher.groupCount() == 0) {
      return Value.of(matcher.group());
    }
    if (!names.isEmpty()) {
      Map<String, Value> groups = new LinkedHashMap<>();
      for (String name : names) {
        groups.put(name, orNull(matcher.group(name)));
      }
      return new Value.Mapping(groups);
    }
    List<Value> groups = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      groups.add(orNull(matcher.group(group)));
    }
    return Value.of(groups);
  }

  private static Value orNull(String text) {
    return text == null ? Value.NULL : Value.of(text);
  }

  Value first(String subject) throws EvaluationFailure {
    try {
      Matcher matcher = pattern.matcher(new Counted(subject));
      if (!matcher.find()) {
        throw new EvaluationFailure(null, "the pattern does not match the given string");
      }
      return capture(matcher);
    } catch (TooLong | StackOverflowError e) {
      return Value.UNKNOWN;
    }
  }

  Value all(String subject) {
    try {
      List<Value> found = new ArrayList<>();
      Matcher matcher = pattern.matcher(new Counted(subject));
      while (matcher.find()) {
        found.add(capture(matcher));
      }
      return Value.of(found);
    } catch (TooLong | StackOverflowError e) {
      return Value.UNKNOWN;
    }
  }

  Value replace(String subject, String replacement) {
    try {
      // RE2 reads $1x as the group named 1x, which is none and hence empty; so rare that it is
      // left.
      String plain = replacement.replace("\\", "\\\\").replaceAll("\\$\\{(\\d+)\\}", "\\$$1");
      return Value.of(pattern.matcher(new Counted(subject)).replaceAll(plain));
    } catch (TooLong
        | StackOverflowError
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      return Value.UNKNOWN;
    }
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** A text that may only be looked at so often. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int left = 2_000_000;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
