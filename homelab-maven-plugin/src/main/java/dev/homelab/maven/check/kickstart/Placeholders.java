package dev.homelab.maven.check.kickstart;

/**
 * Takes packer's {@code ${...}} and {@code %{...}} out of a template, and keeps every other
 * character at its place.
 */
final class Placeholders {

  /** Stands for each character of a value that packer fills in. No kickstart file holds it. */
  static final char FILLED_IN = '\uE000';

  private Placeholders() {}

  static String masked(String text) {
    StringBuilder masked = new StringBuilder(text);
    int i = 0;
    while (i + 1 < text.length()) {
      char c = text.charAt(i);
      boolean opens = (c == '$' || c == '%') && text.charAt(i + 1) == '{';
      if (!opens) {
        // $${ and %%{ are packer's way to write ${ and %{ themselves.
        boolean escaped = (c == '$' || c == '%') && text.startsWith(c + "{", i + 1);
        i += escaped ? 3 : 1;
        continue;
      }
      int end = end(text, i + 1);
      if (end < 0) {
        break; // no template, or a broken one, which packer tells
      }
      for (int k = i; k < end; k++) {
        if (text.charAt(k) != '\n') {
          masked.setCharAt(k, c == '$' ? FILLED_IN : ' ');
        }
      }
      i = end;
    }
    return masked.toString();
  }

  static boolean in(String word) {
    return word.indexOf(FILLED_IN) >= 0;
  }

  private static int end(String text, int brace) {
    int depth = 0;
    for (int i = brace; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
