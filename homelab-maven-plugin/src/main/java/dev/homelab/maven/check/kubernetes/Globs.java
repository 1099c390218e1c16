package dev.homelab.maven.check.kubernetes;

import java.util.List;

/** Patterns as Argo CD's projects write them: {@code *} for any text, {@code !} for "but not". */
final class Globs {

  private Globs() {}

  /** Whether a pattern allows it and none forbids it. */
  static boolean allow(List<String> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, text))
        && patterns.stream().noneMatch(p -> p.startsWith("!") && matches(p.substring(1), text));
  }

  /** Whether the text is what the pattern says. */
  static boolean matches(String pattern, String text) {
    int star = -1;
    int retry = 0;
    int p = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
