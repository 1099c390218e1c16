package dev.homelab.maven.check.secrets;

import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches for {@code password = "literal"} in the files where something is set to something.
 *
 * <p>What counts is the last word of the name: {@code db_password} is one, {@code passwordSecret}
 * and {@code token_file} say where one is. Two forms take two lines: a variable block of HCL with
 * its default, and an environment variable of a pod with its value.
 */
final class Assignments {

  static final Rule PASSWORD =
      Rule.error("secrets/password", "Whoever can read the repository knows the password.");

  private static final String FIX =
      "take it from the environment, settings.xml or a Kubernetes secret, and change it: git has"
          + " seen it";

  private static final int LONGEST_VALUE = 200;

  private static final Set<String> SECRET_WORDS =
      Set.of(
          "password", "passwd", "passphrase", "passwort", "pwd", "pass", "token", "apikey", "psk");

  private static final Set<String> SECRET_PAIRS =
      Set.of(
          "api key",
          "access key",
          "secret key",
          "encryption key",
          "signing key",
          "auth key",
          "client secret",
          "app secret",
          "shared secret",
          "webhook secret",
          "cookie secret",
          "session secret",
          "jwt secret",
          "token secret",
          "oauth secret");

  // A blank, or what begins a value, ends the name; so each character is looked at once per line.
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?<![A-Za-z0-9_.])[\"']?([A-Za-z][A-Za-z0-9_.-]{0,79})[\"']?[ \\t]{0,40}"
              + "(=>|:=|\\?=|=(?!=)|:(?![:=]))[ \\t]{0,40}");

  private static final Pattern VARIABLE =
      Pattern.compile("^\\s{0,40}variable\\s{1,10}\"?([A-Za-z0-9_-]{1,80})\"?\\s{0,10}\\{");
  private static final Pattern POD_VARIABLE =
      Pattern.compile("^[\\s-]{0,80}name:\\s{0,10}[\"']?([A-Za-z0-9_.-]{1,80})[\"']?\\s{0,10}$");
  private static final Pattern XML_ELEMENT =
      Pattern.compile("<([A-Za-z][A-Za-z0-9_.-]{0,79})>([^<>\\s]{1,200})</");

  private static final Pattern CALL_OR_REFERENCE =
      Pattern.compile(
          "[A-Za-z_][A-Za-z0-9_-]{0,60}(\\.[A-Za-z_*][A-Za-z0-9_*-]{0,60}){1,8}(\\[.*)?"
              + "|[A-Za-z_][A-Za-z0-9_]{0,60}\\(.*");

  private static final Pattern HINT =
      Pattern.compile("pass|pwd|token|key|secret|psk", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD_BORDER = Pattern.compile("[_.-]+|(?<=[a-z0-9])(?=[A-Z])");

  private final Found found;
  private final boolean code;
  private final boolean yaml;
  private final boolean prose;
  private final boolean shell;
  private String pending = "";
  private int encryptedBelow = Integer.MAX_VALUE;

  private Assignments(Found found) {
    this.found = found;
    SourceFile file = found.file();
    String name = withoutExample(file.path());
    this.yaml = endsWith(name, ".yaml", ".yml", ".properties", ".env", ".ini", ".conf");
    this.code = endsWith(name, ".tf", ".hcl", ".tfvars");
    this.prose = endsWith(name, ".md", ".txt");
    this.shell = endsWith(name, ".sh", ".mk", ".envrc", "Makefile");
  }

  static void search(Found found) {
    SourceFile file = found.file();
    String name = withoutExample(file.path());
    boolean sets =
        endsWith(
            name,
            ".yaml",
            ".yml",
            ".tf",
            ".hcl",
            ".tfvars",
            ".properties",
            ".env",
            ".ini",
            ".conf",
            ".toml",
            ".json",
            ".sh",
            ".mk",
            ".md",
            ".txt",
            ".xml",
            ".service",
            ".envrc",
            ".cfg");
    // The passwords of a kickstart file are told by its own check.
    boolean kickstart = file.name().equals("ks.cfg") || name.endsWith(".ks");
    if ((sets || file.name().startsWith(".env") || file.name().equals("Makefile")) && !kickstart) {
      new Assignments(found).lines();
    }
  }

  private static String withoutExample(String path) {
    return path.endsWith(".example") ? path.substring(0, path.length() - 8) : path;
  }

  private static boolean endsWith(String name, String... endings) {
    return List.of(endings).stream().anyMatch(name::endsWith);
  }

  private void lines() {
    String text = found.text();
    int start = 0;
    while (start < text.length() && !found.full()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      line(text.substring(start, end), start);
      start = end + 1;
    }
  }

  private void line(String line, int offset) {
    if (yaml && encrypted(line)) {
      return;
    }
    Matcher variable = VARIABLE.matcher(line);
    Matcher pod = POD_VARIABLE.matcher(line);
    if (code && variable.find()) {
      pending = variable.group(1);
    } else if (code && line.startsWith("}")) {
      pending = "";
    } else if (yaml && pod.matches()) {
      pending = pod.group(1);
      return;
    }
    int comment = comment(line);
    Matcher assignment = ASSIGNMENT.matcher(line);
    int from = 0;
    while (from < line.length() && !found.full() && assignment.find(from)) {
      from = assignment.end();
      String key = assignment.group(1);
      boolean standsForPending = key.equals(code ? "default" : "value") && !pending.isEmpty();
      String name = standsForPending ? pending : key;
      boolean shellDefault = line.startsWith("${", assignment.start() - 2); // ${NAME:-default}
      if (namesSecret(name) && !shellDefault && sets(line, assignment)) {
        int at = assignment.end();
        Value value = value(line, at);
        if (isLiteral(value, at > comment) && (!isKey(name) || looksRandom(value.text()))) {
          tell(name, offset + at, offset + at + value.text().length());
        }
        int blank = line.indexOf(' ', at + 1);
        from = blank < 0 ? line.length() : blank; // a value is not looked at for names again
      }
    }
    if (yaml && !pending.isEmpty() && !line.isBlank()) {
      pending = "";
    }
    if (found.file().endsWith(".xml")) {
      Matcher element = XML_ELEMENT.matcher(line);
      while (element.find()) {
        if (namesSecret(element.group(1)) && !Placeholder.is(element.group(2))) {
          tell(element.group(1), offset + element.start(2), offset + element.end(2));
        }
      }
    }
  }

  /** A colon sets something behind a quoted name, as in JSON, or with a blank behind it in YAML. */
  private boolean sets(String line, Matcher assignment) {
    if (!assignment.group(2).equals(":")) {
      return true;
    }
    boolean quoted = line.charAt(assignment.end(1)) == '"';
    return quoted || !shell && assignment.end() > assignment.end(2);
  }

  /** {@code secretKey} is often the name of an entry; a key itself looks like nothing else. */
  private static boolean isKey(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith("key");
  }

  /** What stands below encryptedData of a SealedSecret is for the repository. */
  private boolean encrypted(String line) {
    int indent = line.length() - line.stripLeading().length();
    if (!line.isBlank() && indent <= encryptedBelow) {
      encryptedBelow = line.strip().equals("encryptedData:") ? indent : Integer.MAX_VALUE;
    }
    return encryptedBelow < indent;
  }

  private void tell(String name, int start, int end) {
    found.add(PASSWORD, start, end, "'" + name + "' is set to a literal secret", FIX);
  }

  /** Where a comment begins; the line's end without one. */
  private static int comment(String line) {
    String stripped = line.stripLeading();
    if (stripped.startsWith("#") || stripped.startsWith("//")) {
      return 0;
    }
    int hash = line.indexOf(" #");
    return hash < 0 ? line.length() : hash;
  }

  static boolean namesSecret(String name) {
    if (!HINT.matcher(name).find()) {
      return false; // most names, told fast
    }
    String[] words = WORD_BORDER.split(name);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].toLowerCase(Locale.ROOT);
    }
    String last = words[words.length - 1];
    if (words.length > 1 && SECRET_PAIRS.contains(words[words.length - 2] + " " + last)) {
      return true;
    }
    return SECRET_WORDS.contains(last);
  }

  /**
   * What stands behind the sign.
   *
   * @param whole whether nothing follows it
   */
  private record Value(String text, boolean quoted, boolean whole) {}

  private Value value(String line, int at) {
    String from = line.substring(at, Math.min(line.length(), at + LONGEST_VALUE));
    if (from.startsWith("\\\"")) {
      from = from.substring(1).replace("\\\"", "\""); // a quote within a quoted text
    }
    char first = from.isEmpty() ? ' ' : from.charAt(0);
    if (first == '"' || first == '\'') {
      int end = from.indexOf(first, 1);
      return new Value(end < 0 ? from.substring(1) : from.substring(1, end), true, false);
    }
    String rest = from.strip();
    int end = yaml ? rest.indexOf(" #") : firstOf(" \t;,&|)`\"'", rest);
    String text = end < 0 ? rest : rest.substring(0, end).strip();
    return new Value(text, false, end < 0);
  }

  private static int firstOf(String characters, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** Whether it is a secret itself, and no reference to one and no talk about one. */
  private boolean isLiteral(Value value, boolean comment) {
    String text = value.text();
    if (isSentence(text) || Placeholder.is(text)) {
      return false;
    }
    if (value.quoted()) {
      return !comment || text.indexOf(' ') < 0;
    }
    if (code || text.startsWith("|") || text.startsWith(">")) {
      return false; // HCL quotes its texts; YAML goes on in the next line
    }
    boolean talk = comment || prose;
    return text.indexOf('(') < 0
        && !CALL_OR_REFERENCE.matcher(text).matches()
        && (!talk || value.whole() && looksRandom(text));
  }

  /** What is written about a password has words; a password of several words has no capital. */
  private static boolean isSentence(String value) {
    return value.indexOf(' ') >= 0 && (value.endsWith(".") || value.split(" ").length > 6);
  }

  private static boolean looksRandom(String value) {
    return value.length() >= 8
        && value.chars().anyMatch(Character::isDigit)
        && value.chars().anyMatch(Character::isLetter);
  }
}
