package dev.homelab.maven.hcl.eval;

import dev.homelab.maven.hcl.ast.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** From one type to another, where the tools would do so by themselves. */
public final class Conversions {
  /** Numbers beyond this many digits are not worked with: nobody writes them but to do harm. */
  private static final int MAX_DIGITS = 1000;

  private Conversions() {}

  /** The text that a string, number or bool is written as; fails for all else. */
  public static String text(Value value) throws EvaluationFailure {
    if (value instanceof Value.Text text) {
      return text.text();
    } else if (value instanceof Value.Number number) {
      return number.number().toPlainString();
    } else if (value instanceof Value.Bool bool) {
      return String.valueOf(bool.value());
    }
    throw new EvaluationFailure(null, "a string is needed here, not " + value.kind());
  }

  static BigDecimal number(Value value) throws EvaluationFailure {
    if (value instanceof Value.Number number) {
      return number.number();
    } else if (value instanceof Value.Text text) {
      BigDecimal parsed = parse(text.text());
      if (parsed != null) {
        return parsed;
      }
    }
    throw new EvaluationFailure(null, "a number is needed here, not " + describe(value));
  }

  /** A decimal number as the tools read it; null if the text is none, or out of all proportion. */
  static BigDecimal parse(String text) {
    if (text.isEmpty() || !isAscii(text)) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.precision() - number.scale()) > MAX_DIGITS
              || Math.abs((long) number.scale()) > MAX_DIGITS
          ? null
          : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  static boolean bool(Value value) throws EvaluationFailure {
    if (value instanceof Value.Bool bool) {
      return bool.value();
    } else if (value instanceof Value.Text text) {
      if (text.text().equals("true")) {
        return true;
      } else if (text.text().equals("false")) {
        return false;
      }
    }
    throw new EvaluationFailure(null, "true or false is needed here, not " + describe(value));
  }

  static List<Value> items(Value value) throws EvaluationFailure {
    if (value instanceof Value.Sequence sequence) {
      return sequence.items();
    }
    throw new EvaluationFailure(null, "a list is needed here, not " + value.kind());
  }

  static Map<String, Value> entries(Value value) throws EvaluationFailure {
    if (value instanceof Value.Mapping mapping) {
      return mapping.entries();
    }
    throw new EvaluationFailure(null, "a map is needed here, not " + value.kind());
  }

  static String describe(Value value) {
    return value instanceof Value.Text text ? "the string \"" + text.text() + "\"" : value.kind();
  }

  static int integer(Value value) throws EvaluationFailure {
    try {
      return number(value).intValueExact();
    } catch (ArithmeticException e) {
      throw new EvaluationFailure(null, "a whole number is needed here");
    }
  }

  /** A set in the order in which the tools keep one. */
  static Value set(List<Value> items) {
    TreeSet<Value> sorted = new TreeSet<>(Comparator.comparing(Conversions::sortKey));
    sorted.addAll(items);
    return new Value.Sequence(new ArrayList<>(sorted), true);
  }

  private static String sortKey(Value value) {
    return value instanceof Value.Text text ? text.text() : value.toString();
  }

  /**
   * Converts to a declared type, as tofu and packer do with the value of a variable.
   *
   * @param type the expression of a {@code type} argument
   * @return the value as it is where the type is not understood, or the value is unknown or null
   */
  public static Value convert(Value value, Expression type) throws EvaluationFailure {
    if (value instanceof Value.Unknown || value instanceof Value.Null) {
      return value;
    }
    if (type instanceof Expression.Variable keyword) {
      return switch (keyword.name()) {
        case "string" -> Value.of(text(value));
        case "number" -> new Value.Number(number(value));
        case "bool" -> Value.of(bool(value));
        default -> value;
      };
    }
    if (type instanceof Expression.Call call && !call.arguments().isEmpty()) {
      Expression inner = call.arguments().get(0);
      switch (call.name()) {
        case "list", "set" -> {
          List<Value> converted = new ArrayList<>();
          for (Value item : items(value)) {
            converted.add(convert(item, inner));
          }
          return call.name().equals("set") ? set(converted) : Value.of(converted);
        }
        case "map" -> {
          Map<String, Value> converted = new LinkedHashMap<>();
          for (Map.Entry<String, Value> entry : entries(value).entrySet()) {
            converted.put(entry.getKey(), convert(entry.getValue(), inner));
          }
          return new Value.Mapping(converted);
        }
        case "object" -> {
          return inner instanceof Expression.ObjectLiteral object
              ? object(entries(value), object)
              : value;
        }
        default -> {
          return value;
        }
      }
    }
    return value;
  }

  private static Value object(Map<String, Value> entries, Expression.ObjectLiteral type)
      throws EvaluationFailure {
    Map<String, Value> converted = new LinkedHashMap<>();
    for (Expression.Entry attribute : type.entries()) {
      String name = Evaluator.literalKey(attribute.key());
      boolean optional =
          attribute.value() instanceof Expression.Call call && call.name().equals("optional");
      if (name == null) {
        return new Value.Mapping(entries);
      }
      Value value = entries.get(name);
      if (value == null && !optional) {
        throw new EvaluationFailure(null, "the attribute \"" + name + "\" is missing");
      }
      if (!optional) {
        converted.put(name, convert(value, attribute.value()));
      } else {
        Expression.Call call = (Expression.Call) attribute.value();
        if (value != null && !call.arguments().isEmpty()) {
          converted.put(name, convert(value, call.arguments().get(0)));
        } else {
          // Its default may refer to nothing, so it is as good as known; nobody here needs it.
          converted.put(name, call.arguments().size() > 1 ? Value.UNKNOWN : Value.NULL);
        }
      }
    }
    return new Value.Mapping(converted);
  }
}
