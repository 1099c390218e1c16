package dev.homelab.maven.proxmox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An object of an answer. Perl knows no types: a number comes as a string, a boolean as 0, 1, "1"
 * or true, and a key that has nothing to say does not come at all. What is of another type than it
 * should be is as if it were absent.
 */
record Fields(JsonNode node) {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,30})?");

  /** The year 9999, the last one that is written with four digits. */
  private static final long LAST_SECOND = 253_402_300_799L;

  boolean has(String name) {
    return !node.path(name).isMissingNode() && !node.path(name).isNull();
  }

  /** Empty when absent. */
  String text(String name) {
    return text(node.path(name));
  }

  private static String text(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? "1" : "0";
    }
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }

  OptionalLong number(String name) {
    JsonNode value = node.path(name);
    if (value.isNumber()) {
      double number = value.doubleValue();
      return Math.abs(number) < 9e18 ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }
    return number(text(value).strip(), value);
  }

  private static OptionalLong number(String text, JsonNode value) {
    return value.isTextual() && NUMBER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text.replaceFirst("\\..*", "")))
        : OptionalLong.empty();
  }

  /** A number that counts things: never below zero. */
  OptionalInt small(String name) {
    OptionalLong number = number(name);
    return number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= Integer.MAX_VALUE
        ? OptionalInt.of((int) number.getAsLong())
        : OptionalInt.empty();
  }

  static OptionalInt parsed(String text) {
    return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  boolean flag(String name) {
    return flag(node.path(name));
  }

  private static boolean flag(JsonNode value) {
    String text = text(value);
    return text.equals("1") || text.equals("true") || text.equals("yes") || text.equals("on");
  }

  /** Seconds since 1970. */
  Optional<Instant> instant(String name) {
    OptionalLong seconds = number(name);
    return seconds.isPresent() && seconds.getAsLong() >= 0 && seconds.getAsLong() <= LAST_SECOND
        ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
        : Optional.empty();
  }

  /** A list that is written as one string. */
  Set<String> words(String name, String separator) {
    return split(text(name), separator);
  }

  static Set<String> split(String text, String separator) {
    Set<String> words = new LinkedHashSet<>(Arrays.asList(text.split(separator)));
    words.removeIf(String::isBlank);
    return Collections.unmodifiableSet(words);
  }

  /** Without any field when absent. */
  Fields object(String name) {
    JsonNode value = node.path(name);
    return new Fields(value.isObject() ? value : MissingNode.getInstance());
  }

  /** The objects of a list; whatever else is in it is left out. */
  List<Fields> list(String name) {
    return list(node.path(name));
  }

  static List<Fields> list(JsonNode array) {
    List<Fields> objects = new ArrayList<>();
    if (array.isArray()) {
      array.forEach(
          element -> {
            if (element.isObject()) {
              objects.add(new Fields(element));
            }
          });
    }
    return objects;
  }

  /** All fields that hold an object. */
  <T> Map<String, T> map(Function<Fields, T> value) {
    Map<String, T> map = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                map.put(field.getKey(), value.apply(new Fields(field.getValue())));
              }
            });
    return Collections.unmodifiableMap(map);
  }

  /** All fields that hold a plain value, as flags. */
  Map<String, Boolean> flags() {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                flags.put(field.getKey(), flag(field.getValue()));
              }
            });
    return Collections.unmodifiableMap(flags);
  }

  /** All fields that hold a plain value, in the order of their names. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                texts.put(field.getKey(), text(field.getValue()));
              }
            });
    return Collections.unmodifiableMap(texts);
  }
}
