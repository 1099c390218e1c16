package dev.homelab.maven.hcl.eval;

import dev.homelab.maven.hcl.Dialect;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The functions whose result depends on their arguments only. A call of any other one, or in a way
 * that is not worked out here, has an unknown result.
 */
final class Functions {
  // Switches and loops where a map of lambdas and streams would do: in a build that runs once,
  // making
  // each lambda costs more than all that it is called for.

  private Functions() {}

  static Value call(Dialect language, String name, List<Value> arguments) throws EvaluationFailure {
    Signatures.Signature signature = Signatures.of(language).get(name);
    if (signature == null || !signature.accepts(arguments.size())) {
      return Value.UNKNOWN;
    }
    if (name.equals("replace")) {
      return replace(language, arguments);
    }
    try {
      return ofNumbers(name, arguments);
    } catch (EvaluationFailure failure) {
      if (failure.node() == null) {
        throw new EvaluationFailure(null, name + ": " + failure.getMessage());
      }
      throw failure;
    } catch (ArithmeticException e) {
      return Value.UNKNOWN;
    }
  }

  private static String string(List<Value> arguments, int index) throws EvaluationFailure {
    return Conversions.text(arguments.get(index));
  }

  private static BigDecimal number(List<Value> arguments, int index) throws EvaluationFailure {
    return Conversions.number(arguments.get(index));
  }

  private static Value of(BigDecimal number) {
    return new Value.Number(number);
  }

  private static Value ofNumbers(String name, List<Value> a) throws EvaluationFailure {
    return switch (name) {
      case "abs" -> of(number(a, 0).abs());
      case "ceil" -> of(number(a, 0).setScale(0, RoundingMode.CEILING));
      case "floor" -> of(number(a, 0).setScale(0, RoundingMode.FLOOR));
      case "signum" -> Value.of(number(a, 0).signum());
      case "max" -> extreme(a, 1);
      case "min" -> extreme(a, -1);
      case "parseint" -> parseInt(a);
      case "sum" -> sum(a);
      default -> ofTexts(name, a);
    };
  }

  private static Value ofTexts(String name, List<Value> a) throws EvaluationFailure {
    return switch (name) {
      case "lower" -> Value.of(string(a, 0).toLowerCase(Locale.ROOT));
      case "upper" -> Value.of(string(a, 0).toUpperCase(Locale.ROOT));
      case "trimspace" -> Value.of(string(a, 0).strip());
      case "chomp" -> Value.of(string(a, 0).replaceAll("[\\r\\n]+\\z", ""));
      case "startswith" -> Value.of(string(a, 0).startsWith(string(a, 1)));
      case "endswith" -> Value.of(string(a, 0).endsWith(string(a, 1)));
      case "strcontains" -> Value.of(string(a, 0).contains(string(a, 1)));
      case "trimprefix" ->
          Value.of(
              string(a, 0).startsWith(string(a, 1))
                  ? string(a, 0).substring(string(a, 1).length())
                  : string(a, 0));
      case "trimsuffix" ->
          Value.of(
              string(a, 0).endsWith(string(a, 1))
                  ? string(a, 0).substring(0, string(a, 0).length() - string(a, 1).length())
                  : string(a, 0));
      case "trim" -> Value.of(trim(string(a, 0), string(a, 1)));
      case "join" -> join(a);
      case "split" -> split(a);
      case "substr" -> substring(a);
      case "format" -> format(a);
      case "indent" -> indent(a);
      case "regex" -> Patterns.compile(string(a, 0)).first(string(a, 1));
      case "regexall" -> Patterns.compile(string(a, 0)).all(string(a, 1));
      case "regex_replace" -> Patterns.compile(string(a, 1)).replace(string(a, 0), string(a, 2));
      default -> ofCodes(name, a);
    };
  }

  private static Value ofCodes(String name, List<Value> a) throws EvaluationFailure {
    return switch (name) {
      case "base64encode" -> Value.of(Base64.getEncoder().encodeToString(bytes(string(a, 0))));
      case "md5" -> digest("MD5", string(a, 0));
      case "sha1" -> digest("SHA-1", string(a, 0));
      case "sha256" -> digest("SHA-256", string(a, 0));
      case "sha512" -> digest("SHA-512", string(a, 0));
      case "cidrhost" -> Networks.host(string(a, 0), Conversions.integer(a.get(1)));
      case "cidrnetmask" -> Networks.netmask(string(a, 0));
      case "cidrsubnet" ->
          Networks.subnet(
              string(a, 0), Conversions.integer(a.get(1)), Conversions.integer(a.get(2)));
      default -> ofCollections(name, a);
    };
  }

  private static Value ofCollections(String name, List<Value> a) throws EvaluationFailure {
    return switch (name) {
      case "length" -> Value.of(length(a.get(0)));
      case "alltrue" -> Value.of(all(a.get(0), true));
      case "anytrue" -> Value.of(!all(a.get(0), false));
      case "concat" -> concat(a);
      case "contains" -> Value.of(Conversions.items(a.get(0)).contains(a.get(1)));
      case "distinct" -> list(new LinkedHashSet<>(Conversions.items(a.get(0))));
      case "compact" -> compact(a);
      case "flatten" -> list(flatten(Conversions.items(a.get(0)), new ArrayList<>()));
      case "keys" -> texts(Conversions.entries(a.get(0)).keySet());
      case "values" -> list(Conversions.entries(a.get(0)).values());
      case "merge" -> merge(a);
      case "lookup" -> lookUp(a);
      case "element" -> element(a);
      case "range" -> range(a);
      case "slice" -> slice(a);
      case "coalesce" -> coalesce(a);
      case "zipmap" -> zipMap(a);
      case "sort" -> sort(a);
      case "reverse" -> reverse(a);
      case "one" -> one(a);
      default -> ofConversions(name, a);
    };
  }

  private static Value ofConversions(String name, List<Value> a) throws EvaluationFailure {
    return switch (name) {
      case "tostring" -> a.get(0) instanceof Value.Null ? Value.NULL : Value.of(string(a, 0));
      case "tonumber" -> a.get(0) instanceof Value.Null ? Value.NULL : of(number(a, 0));
      case "tobool" ->
          a.get(0) instanceof Value.Null ? Value.NULL : Value.of(Conversions.bool(a.get(0)));
      case "tolist" -> Value.of(Conversions.items(a.get(0)));
      case "toset" -> Conversions.set(Conversions.items(a.get(0)));
      case "tomap" -> new Value.Mapping(Conversions.entries(a.get(0)));
      case "sensitive" -> a.get(0);
      case "nonsensitive" -> a.get(0);
      default -> Value.UNKNOWN;
    };
  }

  private static Value sum(List<Value> arguments) throws EvaluationFailure {
    BigDecimal sum = BigDecimal.ZERO;
    for (Value item : Conversions.items(arguments.get(0))) {
      sum = sum.add(Conversions.number(item));
    }
    return of(sum);
  }

  private static Value reverse(List<Value> arguments) throws EvaluationFailure {
    List<Value> items = new ArrayList<>(Conversions.items(arguments.get(0)));
    Collections.reverse(items);
    return Value.of(items);
  }

  private static Value extreme(List<Value> arguments, int sign) throws EvaluationFailure {
    BigDecimal found = number(arguments, 0);
    for (int i = 1; i < arguments.size(); i++) {
      BigDecimal next = number(arguments, i);
      found = next.compareTo(found) * sign > 0 ? next : found;
    }
    return of(found);
  }

  private static Value parseInt(List<Value> arguments) throws EvaluationFailure {
    try {
      return of(
          new BigDecimal(
              new BigInteger(string(arguments, 0), Conversions.integer(arguments.get(1)))));
    } catch (NumberFormatException e) {
      throw new EvaluationFailure(null, "\"" + string(arguments, 0) + "\" is no such number");
    }
  }

  private static String trim(String text, String characters) {
    int start = 0;
    int end = text.length();
    while (start < end && characters.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private static Value join(List<Value> arguments) throws EvaluationFailure {
    String separator = string(arguments, 0);
    List<String> parts = new ArrayList<>();
    for (Value list : arguments.subList(1, arguments.size())) {
      for (Value item : Conversions.items(list)) {
        parts.add(Conversions.text(item));
      }
    }
    return Value.of(String.join(separator, parts));
  }

  private static Value split(List<Value> arguments) throws EvaluationFailure {
    String separator = string(arguments, 0);
    String text = string(arguments, 1);
    if (separator.isEmpty()) {
      return Value.UNKNOWN;
    }
    List<Value> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(Value.of(text.substring(from, at)));
      from = at + separator.length();
    }
    parts.add(Value.of(text.substring(from)));
    return Value.of(parts);
  }

  private static Value substring(List<Value> arguments) throws EvaluationFailure {
    String text = string(arguments, 0);
    int offset = Conversions.integer(arguments.get(1));
    int length = Conversions.integer(arguments.get(2));
    if (!Conversions.isAscii(text)) {
      return Value.UNKNOWN; // counted in clusters
    }
    int start = Math.min(text.length(), Math.max(0, offset < 0 ? text.length() + offset : offset));
    int end = length < 0 ? text.length() : Math.min(text.length(), start + length);
    return Value.of(text.substring(start, end));
  }

  private static Value replace(Dialect language, List<Value> arguments) throws EvaluationFailure {
    String text = string(arguments, 0);
    String old = string(arguments, 1);
    if (language == Dialect.TOFU && old.length() > 1 && old.startsWith("/") && old.endsWith("/")) {
      return Patterns.compile(old.substring(1, old.length() - 1))
          .replace(text, string(arguments, 2));
    }
    return old.isEmpty() ? Value.UNKNOWN : Value.of(text.replace(old, string(arguments, 2)));
  }

  /** Only the verbs that are written in practice, without flags and widths but for digits. */
  private static Value format(List<Value> arguments) throws EvaluationFailure {
    String format = string(arguments, 0);
    StringBuilder out = new StringBuilder();
    int next = 1;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      if (++i < format.length() && format.charAt(i) == '%') {
        out.append('%');
        continue;
      }
      int digits = i;
      while (i < format.length() && format.charAt(i) >= '0' && format.charAt(i) <= '9') {
        i++;
      }
      if (i >= format.length() || i - digits > 3) {
        return Value.UNKNOWN;
      }
      if (next >= arguments.size()) {
        throw new EvaluationFailure(null, "there are more verbs than values");
      }
      String width = format.substring(digits, i);
      Value value = arguments.get(next++);
      String text;
      switch (format.charAt(i)) {
        case 's', 'v' -> {
          if (!width.isEmpty() || value instanceof Value.Null) {
            return Value.UNKNOWN;
          }
          text =
              value instanceof Value.Sequence || value instanceof Value.Mapping
                  ? null
                  : Conversions.text(value);
        }
        case 'd' -> {
          BigInteger number =
              Conversions.number(value).setScale(0, RoundingMode.DOWN).toBigInteger();
          text = width.isEmpty() ? number.toString() : String.format("%" + width + "d", number);
        }
        default -> text = null;
      }
      if (text == null) {
        return Value.UNKNOWN;
      }
      out.append(text);
    }
    return next == arguments.size() ? Value.of(out.toString()) : Value.UNKNOWN;
  }

  private static Value indent(List<Value> arguments) throws EvaluationFailure {
    int spaces = Conversions.integer(arguments.get(0));
    if (spaces < 0 || spaces > 1000) {
      return Value.UNKNOWN;
    }
    return Value.of(string(arguments, 1).replace("\n", "\n" + " ".repeat(spaces)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Value digest(String algorithm, String text) {
    try {
      return Value.of(
          HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(text))));
    } catch (NoSuchAlgorithmException e) {
      return Value.UNKNOWN;
    }
  }

  private static Value texts(Iterable<String> texts) {
    List<Value> items = new ArrayList<>();
    for (String text : texts) {
      items.add(Value.of(text));
    }
    return Value.of(items);
  }

  private static Value list(Iterable<Value> items) {
    List<Value> copy = new ArrayList<>();
    for (Value item : items) {
      copy.add(item);
    }
    return Value.of(copy);
  }

  private static int length(Value value) throws EvaluationFailure {
    if (value instanceof Value.Text text) {
      // In clusters; code points are as good for what is written in a configuration.
      return text.text().codePointCount(0, text.text().length());
    } else if (value instanceof Value.Mapping mapping) {
      return mapping.entries().size();
    }
    return Conversions.items(value).size();
  }

  private static boolean all(Value list, boolean wanted) throws EvaluationFailure {
    for (Value item : Conversions.items(list)) {
      if (item instanceof Value.Null || Conversions.bool(item) != wanted) {
        return false;
      }
    }
    return true;
  }

  private static Value concat(List<Value> arguments) throws EvaluationFailure {
    List<Value> items = new ArrayList<>();
    for (Value list : arguments) {
      items.addAll(Conversions.items(list));
    }
    return Value.of(items);
  }

  private static Value compact(List<Value> arguments) throws EvaluationFailure {
    List<Value> items = new ArrayList<>();
    for (Value item : Conversions.items(arguments.get(0))) {
      if (!(item instanceof Value.Null) && !Conversions.text(item).isEmpty()) {
        items.add(item);
      }
    }
    return Value.of(items);
  }

  private static List<Value> flatten(List<Value> items, List<Value> flat) {
    for (Value item : items) {
      if (item instanceof Value.Sequence inner) {
        flatten(inner.items(), flat);
      } else {
        flat.add(item);
      }
    }
    return flat;
  }

  private static Value merge(List<Value> arguments) throws EvaluationFailure {
    Map<String, Value> merged = new TreeMap<>();
    for (Value map : arguments) {
      if (!(map instanceof Value.Null)) {
        merged.putAll(Conversions.entries(map));
      }
    }
    return new Value.Mapping(merged);
  }

  private static Value lookUp(List<Value> arguments) throws EvaluationFailure {
    Value found = Conversions.entries(arguments.get(0)).get(string(arguments, 1));
    if (found != null) {
      return found;
    } else if (arguments.size() == 3) {
      return arguments.get(2);
    }
    throw new EvaluationFailure(null, "there is no key \"" + string(arguments, 1) + "\"");
  }

  private static Value element(List<Value> arguments) throws EvaluationFailure {
    List<Value> items = Conversions.items(arguments.get(0));
    int index = Conversions.integer(arguments.get(1));
    if (items.isEmpty()) {
      throw new EvaluationFailure(null, "the list is empty");
    }
    return index < 0 ? Value.UNKNOWN : items.get(index % items.size());
  }

  private static Value range(List<Value> arguments) throws EvaluationFailure {
    int start = arguments.size() == 1 ? 0 : Conversions.integer(arguments.get(0));
    int end = Conversions.integer(arguments.get(arguments.size() == 1 ? 0 : 1));
    int step = arguments.size() == 3 ? Conversions.integer(arguments.get(2)) : end < start ? -1 : 1;
    // tofu makes 1024 at most
    if (step == 0 || Math.abs(((long) end - start) / step) > 1024) {
      return Value.UNKNOWN;
    }
    List<Value> numbers = new ArrayList<>();
    for (long i = start; step > 0 ? i < end : i > end; i += step) {
      numbers.add(Value.of(i));
    }
    return Value.of(numbers);
  }

  private static Value slice(List<Value> arguments) throws EvaluationFailure {
    List<Value> items = Conversions.items(arguments.get(0));
    int start = Conversions.integer(arguments.get(1));
    int end = Conversions.integer(arguments.get(2));
    if (start < 0 || end < start || end > items.size()) {
      throw new EvaluationFailure(null, "a list of " + items.size() + " has no such slice");
    }
    return Value.of(items.subList(start, end));
  }

  private static Value coalesce(List<Value> arguments) throws EvaluationFailure {
    for (Value value : arguments) {
      if (!(value instanceof Value.Null) && !value.equals(Value.of(""))) {
        return value;
      }
    }
    throw new EvaluationFailure(null, "none of the values is there");
  }

  private static Value zipMap(List<Value> arguments) throws EvaluationFailure {
    List<Value> keys = Conversions.items(arguments.get(0));
    List<Value> values = Conversions.items(arguments.get(1));
    if (keys.size() != values.size()) {
      throw new EvaluationFailure(
          null, "there are " + keys.size() + " keys for " + values.size() + " values");
    }
    Map<String, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      entries.put(Conversions.text(keys.get(i)), values.get(i));
    }
    return new Value.Mapping(entries);
  }

  private static Value sort(List<Value> arguments) throws EvaluationFailure {
    List<String> texts = new ArrayList<>();
    for (Value item : Conversions.items(arguments.get(0))) {
      texts.add(Conversions.text(item));
    }
    texts.sort(null);
    return texts(texts);
  }

  private static Value one(List<Value> arguments) throws EvaluationFailure {
    List<Value> items = Conversions.items(arguments.get(0));
    if (items.size() > 1) {
      throw new EvaluationFailure(null, "the list has " + items.size() + " elements");
    }
    return items.isEmpty() ? Value.NULL : items.get(0);
  }
}
