package dev.homelab.maven.answers;

import dev.homelab.maven.problem.Location;

/**
 * One line of homelab.properties.
 *
 * @param key as written
 * @param value without the blanks around it; may be empty
 * @param line from 1
 * @param keyColumn where the key begins, from 1
 * @param valueColumn where the value begins, or would begin, from 1
 */
public record Answer(String key, String value, int line, int keyColumn, int valueColumn) {

  /** Where the key stands. */
  public Location keyLocation() {
    return new Location(Answers.FILE, line, keyColumn);
  }

  /** Where the value stands. */
  public Location valueLocation() {
    return new Location(Answers.FILE, line, valueColumn);
  }

  /** Whether it still waits for its user: it holds CHANGEME. */
  public boolean unanswered() {
    return value.contains(Answers.MARKER);
  }
}
