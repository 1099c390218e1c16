package dev.homelab.maven.check.hcl;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The functions that names, sizes and addresses are made with. Others have no value here. */
final class Functions {

  private Functions() {}

  /** What the call gives, or Java's null when that is not known. */
  static Object call(String name, List<Object> arguments) {
    if (name.equals("join") && arguments.size() == 2) {
      return arguments.get(0) instanceof String separator && arguments.get(1) instanceof List<?> l
          ? join(separator, l)
          : null;
    }
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(Scope.text(argument).orElse(null));
    }
    if (texts.contains(null)) {
      return null;
    }
    return switch (name + "/" + texts.size()) {
      case "lower/1" -> texts.get(0).toLowerCase(Locale.ROOT);
      case "upper/1" -> texts.get(0).toUpperCase(Locale.ROOT);
      case "trimspace/1" -> texts.get(0).strip();
      case "tostring/1" -> texts.get(0);
      case "tonumber/1" -> number(texts.get(0));
      case "split/2" ->
          List.<Object>of((Object[]) texts.get(1).split(Pattern.quote(texts.get(0)), -1));
      case "trimprefix/2" ->
          texts.get(0).startsWith(texts.get(1))
              ? texts.get(0).substring(texts.get(1).length())
              : texts.get(0);
      case "trimsuffix/2" ->
          texts.get(0).endsWith(texts.get(1))
              ? texts.get(0).substring(0, texts.get(0).length() - texts.get(1).length())
              : texts.get(0);
      case "replace/3" -> replace(texts.get(0), texts.get(1), texts.get(2));
      default -> null;
    };
  }

  private static Object number(String text) {
    return text.matches("-?[0-9]{1,18}") ? new BigDecimal(text) : null;
  }

  private static Object join(String separator, List<?> items) {
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      texts.add(Scope.text(item).orElse(null));
    }
    return texts.contains(null) ? null : String.join(separator, texts);
  }

  /** Between slashes stands a regular expression, whose groups the replacement names by $1. */
  private static Object replace(String text, String what, String by) {
    if (what.length() < 2 || !what.startsWith("/") || !what.endsWith("/")) {
      return text.replace(what, by);
    }
    // Go's expressions are linear, Java's are not: only plain ones, and only on short texts.
    String expression = what.substring(1, what.length() - 1);
    if (by.indexOf('$') >= 0 || expression.indexOf('(') >= 0 || text.length() > 1000) {
      return null;
    }
    try {
      return Pattern.compile(expression).matcher(text).replaceAll(Matcher.quoteReplacement(by));
    } catch (PatternSyntaxException e) {
      return null;
    }
  }
}
