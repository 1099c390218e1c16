package dev.homelab.maven.check.make;

import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules and the shape of a Makefile, unexpanded. */
final class Makefile {

  /**
   * A rule's head.
   *
   * @param targets with where they stand
   * @param prerequisites with where they stand; none for a target's variable
   * @param needsOthers whether there are prerequisites at all, be it as references
   * @param help what follows {@code ##}; empty without
   * @param conditional whether it stands between ifdef and endif
   * @param doubleColon whether several recipes may be given
   * @param recipe the lines below it, and the one behind a semicolon
   */
  record Head(
      LogicalLine line,
      Map<String, Integer> targets,
      Map<String, Integer> prerequisites,
      boolean needsOthers,
      String help,
      boolean conditional,
      boolean doubleColon,
      List<LogicalLine> recipe) {}

  private static final Set<String> DIRECTIVES =
      Set.of(
          "include", "-include", "sinclude", "export", "unexport", "override", "vpath", "undefine");
  private static final Set<String> OPENING = Set.of("ifdef", "ifndef", "ifeq", "ifneq");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("^\\s*((export|override|private)\\s+)*[^\\s:#=]+\\s*([?+!]|:{1,3})?=.*");
  private static final Pattern WORD = Pattern.compile("\\S+");

  private final List<LogicalLine> lines;
  private final List<LogicalLine> expanded = new ArrayList<>();
  private final List<Head> heads = new ArrayList<>();
  private final List<LogicalLine> blanksForTab = new ArrayList<>();
  private final List<LogicalLine> unclosed = new ArrayList<>();
  private final List<LogicalLine> unopened = new ArrayList<>();
  private boolean otherPrefix;

  Makefile(SourceFile file) {
    lines = LogicalLine.of(file);
    read();
  }

  /** Every line. */
  List<LogicalLine> lines() {
    return lines;
  }

  /** The lines whose references make expands as it reads: all but the bodies of define. */
  List<LogicalLine> expanded() {
    return expanded;
  }

  /** Every rule's head. */
  List<Head> heads() {
    return heads;
  }

  /** Lines that stand where a recipe does, and begin with blanks. */
  List<LogicalLine> blanksForTab() {
    return otherPrefix ? List.of() : blanksForTab;
  }

  /** ifdef and define lines that nothing ends. */
  List<LogicalLine> unclosed() {
    return unclosed;
  }

  /** else, endif and endef lines that end nothing. */
  List<LogicalLine> unopened() {
    return unopened;
  }

  private void read() {
    Head head = null;
    LogicalLine define = null;
    for (LogicalLine line : lines) {
      String word = line.firstWord();
      if (define != null) {
        define = word.equals("endef") ? null : define;
        continue;
      }
      expanded.add(line);
      if (line.isRecipe()) {
        if (head != null) {
          head.recipe().add(line);
        }
      } else if (line.isBlankOrComment()) {
        continue;
      } else if (word.equals("define")) {
        define = line;
      } else if (conditional(line, word)) {
        continue; // a recipe goes on behind it
      } else if (head != null && recipeWithBlanks(line)) {
        blanksForTab.add(line);
        head.recipe().add(line);
      } else {
        otherPrefix |= word.startsWith(".RECIPEPREFIX");
        head = head(line, !unclosed.isEmpty());
        if (head != null) {
          heads.add(head);
        }
      }
    }
    if (define != null) {
      unclosed.add(define);
    }
  }

  private boolean conditional(LogicalLine line, String word) {
    if (OPENING.contains(word)) {
      unclosed.add(line);
    } else if (word.equals("endif") && !unclosed.isEmpty()) {
      unclosed.remove(unclosed.size() - 1);
    } else if (word.equals("endif")
        || word.equals("endef")
        || word.equals("else") && unclosed.isEmpty()) {
      unopened.add(line);
    } else {
      return word.equals("else");
    }
    return true;
  }

  private static boolean recipeWithBlanks(LogicalLine line) {
    return line.text().startsWith(" ")
        && !DIRECTIVES.contains(line.firstWord())
        && !ASSIGNMENT.matcher(line.text()).matches();
  }

  private static Head head(LogicalLine line, boolean conditional) {
    String text = line.text();
    if (DIRECTIVES.contains(line.firstWord()) || ASSIGNMENT.matcher(text).matches()) {
      return null;
    }
    int comment = outside(text, '#', 0);
    int end = comment < 0 ? text.length() : comment;
    int colon = outside(text, ':', 0);
    if (colon < 0 || colon > end) {
      return null;
    }
    boolean doubleColon = text.startsWith("::", colon);
    int from = colon + (doubleColon ? 2 : 1);
    int semicolon = outside(text, ';', from);
    List<LogicalLine> recipe = new ArrayList<>();
    if (semicolon >= 0 && semicolon < end) {
      end = semicolon;
      recipe.add(line);
    }
    String right = text.substring(from, end);
    // "a b: %.o: %.c" and "target: NAME = value" have no prerequisites that could be looked up.
    boolean plain = outside(right, ':', 0) < 0 && !ASSIGNMENT.matcher(right).matches();
    String help =
        comment >= 0 && text.startsWith("##", comment) ? text.substring(comment + 2).strip() : "";
    return new Head(
        line,
        words(text.substring(0, colon).replace("&", " "), 0),
        plain ? words(right.replace('|', ' '), from) : Map.of(),
        plain && !right.isBlank(),
        help,
        conditional,
        doubleColon,
        recipe);
  }

  /** The first such character outside of references and not behind a backslash; -1 without. */
  private static int outside(String text, char wanted, int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == wanted) {
        return i;
      }
      int end = c == '$' ? References.end(text, i) : i + 1;
      i = c == '\\' ? i + 2 : end < 0 ? text.length() : end;
    }
    return -1;
  }

  /** Words without references, with where they begin. */
  private static Map<String, Integer> words(String text, int offset) {
    Map<String, Integer> words = new LinkedHashMap<>();
    int i = 0;
    StringBuilder plain = new StringBuilder(text);
    while (i < text.length()) {
      if (text.charAt(i) == '$') {
        int end = References.end(text, i);
        end = end < 0 ? text.length() : end;
        for (int k = i; k < end; k++) {
          plain.setCharAt(k, '$'); // one word, whatever blanks it holds
        }
        i = end;
      } else {
        i++;
      }
    }
    Matcher word = WORD.matcher(plain);
    while (word.find()) {
      if (word.group().indexOf('$') < 0) {
        words.putIfAbsent(word.group(), word.start() + offset);
      }
    }
    return words;
  }
}
