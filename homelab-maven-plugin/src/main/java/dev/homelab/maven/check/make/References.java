package dev.homelab.maven.check.make;

/** Finds the ends of {@code $(...)}, {@code ${...}} and {@code $x}, as make counts them. */
final class References {

  private References() {}

  /**
   * Where the reference that begins with the dollar sign at this index ends (exclusive); -1 when it
   * does not. Only brackets of its own kind count inside, as in make.
   */
  static int end(String text, int dollar) {
    if (dollar + 1 >= text.length()) {
      return text.length();
    }
    char open = text.charAt(dollar + 1);
    if (open != '(' && open != '{') {
      return dollar + 2; // $$ and $x
    }
    char close = open == '(' ? ')' : '}';
    int depth = 0;
    for (int i = dollar + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** The first reference that does not end, as the index of its dollar sign; -1 when all do. */
  static int unclosed(String text, boolean recipe) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '#' && !recipe) {
        return -1; // a comment; in a recipe it is the shell's, and make expands it
      }
      if (c == '$') {
        int end = end(text, i);
        if (end < 0) {
          return i;
        }
        i = end;
      } else {
        i += c == '\\' && !recipe ? 2 : 1;
      }
    }
    return -1;
  }
}
