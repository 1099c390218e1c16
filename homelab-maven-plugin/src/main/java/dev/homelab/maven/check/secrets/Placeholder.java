package dev.homelab.maven.check.secrets;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells what stands for a secret from one. */
final class Placeholder {

  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)(change[-_ ]?(me|it|this)|your[-_ ].*|my[-_ ]?(secret|password|token).*"
              + "|dummy.*|fake.*|sample.*|todo.*|tbd|none|null|nil|n/a"
              + "|undefined|unset|true|false|yes|no|on|off|password|passwd|pass|passphrase|secret"
              + "|token|string|bool|number|any|sensitive|value|key|required|optional|read|write|\\.{2,}|…)");

  private Placeholder() {}

  /** Whether a person would see that this is no secret. */
  static boolean is(String value) {
    String sample = value.length() > 300 ? value.substring(0, 300) : value;
    return sample.isBlank()
        || refers(sample)
        || speaksOfItself(sample.toLowerCase(Locale.ROOT))
        || WORDS.matcher(sample.strip()).matches()
        || monotonous(sample)
        || sample.startsWith("12345678-");
  }

  private static boolean speaksOfItself(String value) {
    return value.contains("example") || value.contains("placeholder") || value.contains("redacted");
  }

  /** Variables, templates, calls, references to a store, encrypted values. */
  private static boolean refers(String value) {
    return value.indexOf('$') >= 0
        || value.contains("{{")
        || value.contains("%{")
        || value.startsWith("<")
        || value.startsWith("(")
        || value.startsWith("[")
        || value.startsWith("{")
        || value.startsWith("ENC[")
        || value.startsWith("ref+")
        || value.startsWith("vault:")
        || value.startsWith("op://")
        || value.startsWith("!")
        || value.startsWith("*")
        || value.startsWith("@")
        || value.startsWith("/")
        || value.startsWith("./")
        || value.startsWith("~");
  }

  /** "xxxx", "0000-0000": at most two different characters, punctuation aside. */
  private static boolean monotonous(String value) {
    String letters = value.toLowerCase(Locale.ROOT).replaceAll("[-_.:*]", "");
    return letters.length() >= 3 && letters.chars().distinct().count() <= 2 || letters.isEmpty();
  }
}
