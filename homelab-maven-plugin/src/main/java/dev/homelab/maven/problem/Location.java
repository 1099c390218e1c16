package dev.homelab.maven.problem;

/**
 * A place in the homelab.
 *
 * @param file relative to the homelab's folder, with slashes
 * @param line from 1; 0 for the file as a whole
 * @param column from 1, in code points; 0 for the line as a whole
 */
public record Location(String file, int line, int column) {

  // Written out, for those that a record has by itself are linked when they are first called, which
  // takes longer than a check has places to compare.

  @Override
  public boolean equals(Object other) {
    return other instanceof Location that
        && line == that.line
        && column == that.column
        && file.equals(that.file);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * file.hashCode() + line) + column;
  }

  /** The file as a whole. */
  public static Location of(String file) {
    return new Location(file, 0, 0);
  }

  /** A line as a whole. */
  public static Location of(String file, int line) {
    return new Location(file, line, 0);
  }

  /**
   * {@code file}, {@code file:line} or {@code file:line:column}, as editors and terminals link
   * them.
   */
  @Override
  public String toString() {
    String name = Printable.of(file);
    if (line == 0) {
      return name;
    }
    return column == 0 ? name + ":" + line : name + ":" + line + ":" + column;
  }
}
