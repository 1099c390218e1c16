package dev.homelab.maven.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as tools print it, compared by its numbers: 1.9.0 comes before 1.10.0, and 1.16 is
 * 1.16.0. What follows the numbers ({@code -beta1}) does not count.
 */
public record Version(String text) implements Comparable<Version> {

  private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})*");

  private List<Integer> numbers() {
    Matcher matcher = NUMBERS.matcher(text);
    List<Integer> numbers = new ArrayList<>();
    if (matcher.find()) {
      for (String number : matcher.group().split("\\.")) {
        numbers.add(Integer.valueOf(number));
      }
    }
    return numbers;
  }

  @Override
  public int compareTo(Version other) {
    List<Integer> mine = numbers();
    List<Integer> theirs = other.numbers();
    for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
      int difference = Integer.compare(at(mine, i), at(theirs, i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  /** Whether the other one is newer. */
  public boolean isBefore(Version other) {
    return compareTo(other) < 0;
  }

  private static int at(List<Integer> numbers, int i) {
    return i < numbers.size() ? numbers.get(i) : 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
