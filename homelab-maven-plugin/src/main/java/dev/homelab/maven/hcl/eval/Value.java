package dev.homelab.maven.hcl.eval;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value of the language. */
public sealed interface Value {
  // equals and hashCode are written out below: those that a record has by itself are linked when
  // they are first called, which takes longer than all comparisons of a build.
  /** What nobody can know yet. */
  Value UNKNOWN = new Unknown();

  /** No value. */
  Value NULL = new Null();

  /** What kind of value it is, in words for a message. */
  String kind();

  /**
   * How large it is, roughly in elements and words. A few short lines can describe a value that
   * fills any memory, so whoever builds one looks at this.
   */
  default int weight() {
    return 1;
  }

  /** A string, normalised as the tools do it. */
  record Text(String text) implements Value {
    public Text {
      text = Conversions.isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String kind() {
      return "a string";
    }

    @Override
    public int weight() {
      return 1 + text.length() / 64;
    }
  }

  /** A number. Equal numbers are equal however many zeros they were written with. */
  record Number(BigDecimal number) implements Value {
    public Number {
      number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Number that && number.equals(that.number);
    }

    @Override
    public int hashCode() {
      return number.hashCode();
    }

    @Override
    public String kind() {
      return "a number";
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bool that && value == that.value;
    }

    @Override
    public int hashCode() {
      return Boolean.hashCode(value);
    }

    @Override
    public String kind() {
      return "a bool";
    }
  }

  /**
   * A list, a tuple or a set.
   *
   * @param set whether it is a set; its items are then in their order and not there twice
   */
  record Sequence(List<Value> items, boolean set, int weight) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }

    Sequence(List<Value> items, boolean set) {
      this(items, set, sum(items));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Sequence that && set == that.set && items.equals(that.items);
    }

    @Override
    public int hashCode() {
      return items.hashCode();
    }

    @Override
    public String kind() {
      return set ? "a set" : "a list";
    }
  }

  /** A map or an object, in the order of its keys. */
  record Mapping(Map<String, Value> entries, int weight) implements Value {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(entries)));
    }

    /** An object with these entries. */
    public Mapping(Map<String, Value> entries) {
      this(entries, sum(entries.values()));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Mapping that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
      return entries.hashCode();
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /** See {@link #NULL}. */
  record Null() implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Null;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String kind() {
      return "null";
    }
  }

  /** See {@link #UNKNOWN}. */
  record Unknown() implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Unknown;
    }

    @Override
    public int hashCode() {
      return 2;
    }

    @Override
    public String kind() {
      return "a value that is not known yet";
    }
  }

  private static int sum(Iterable<Value> values) {
    long weight = 1;
    for (Value value : values) {
      weight += value.weight();
    }
    return (int) Math.min(weight, Integer.MAX_VALUE);
  }

  /** A string. */
  static Value of(String text) {
    return new Text(text);
  }

  /** A number. */
  static Value of(long number) {
    return new Number(BigDecimal.valueOf(number));
  }

  /** A bool. */
  static Value of(boolean value) {
    return new Bool(value);
  }

  /** A list. */
  static Value of(List<Value> items) {
    return new Sequence(items, false);
  }

  /** Whether nothing in it is unknown. */
  default boolean isWhollyKnown() {
    if (this instanceof Sequence sequence) {
      return areWhollyKnown(sequence.items());
    } else if (this instanceof Mapping mapping) {
      return areWhollyKnown(mapping.entries().values());
    }
    return !(this instanceof Unknown);
  }

  private static boolean areWhollyKnown(Iterable<Value> values) {
    for (Value value : values) {
      if (!value.isWhollyKnown()) {
        return false;
      }
    }
    return true;
  }
}
