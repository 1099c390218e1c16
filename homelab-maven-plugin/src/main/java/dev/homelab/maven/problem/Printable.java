package dev.homelab.maven.problem;

/**
 * Makes text from files and file names safe to print.
 *
 * <p>A file name may hold a newline that forges a second finding, an escape sequence that recolours
 * the terminal, or a bidirectional override that shows a path that is not the real one.
 */
public final class Printable {

  private Printable() {}

  /** The text with control, format and unpaired surrogate characters written as escapes. */
  public static String of(String text) {
    if (text.codePoints().noneMatch(Printable::hidden)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    if (!hidden(c)) {
      shown.appendCodePoint(c);
      return;
    }
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> shown.append(String.format(c > 0xffff ? "\\U%08X" : "\\u%04X", c));
    }
  }

  private static boolean hidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
