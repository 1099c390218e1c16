package dev.homelab.maven.check.make;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;

/** Asks for what make stops at before it does anything. */
final class Syntax {

  static final Rule BLANKS_FOR_TAB =
      Rule.error(
          "make/blanks-for-tab",
          "make stops at such a line with 'missing separator', in any target.");
  static final Rule UNCLOSED_REFERENCE =
      Rule.error("make/unclosed-reference", "make stops with 'unterminated variable reference'.");
  static final Rule CONDITIONAL =
      Rule.error(
          "make/unbalanced-conditional", "make stops with 'missing endif' or 'extraneous endif'.");

  private Syntax() {}

  static List<Finding> judge(Makefile makefile) {
    List<Finding> findings = new ArrayList<>();
    for (LogicalLine line : makefile.blanksForTab()) {
      findings.add(
          BLANKS_FOR_TAB.at(
              line.at(0),
              "the recipe line '" + shown(line) + "' begins with blanks",
              "begin it with one tab; .editorconfig tells your editor to keep tabs in a Makefile"));
    }
    for (LogicalLine line : makefile.expanded()) {
      int at = References.unclosed(line.text(), line.isRecipe());
      if (at >= 0 && !line.isBlankOrComment()) {
        char open = line.text().charAt(at + 1);
        findings.add(
            UNCLOSED_REFERENCE.at(
                line.at(at),
                "'$" + open + "' is not closed",
                "add the '"
                    + (open == '(' ? ')' : '}')
                    + "', or write $$"
                    + open
                    + " if the shell is meant to see it"));
      }
    }
    for (LogicalLine line : makefile.unclosed()) {
      String end = line.firstWord().equals("define") ? "endef" : "endif";
      findings.add(
          CONDITIONAL.at(line.at(0), "'" + shown(line) + "' has no " + end, "add a line " + end));
    }
    for (LogicalLine line : makefile.unopened()) {
      findings.add(
          CONDITIONAL.at(
              line.at(0),
              "'" + shown(line) + "' ends nothing",
              "remove it, or add the line that opens it"));
    }
    return findings;
  }

  private static String shown(LogicalLine line) {
    String text = line.text().strip();
    return text.length() <= 60 ? text : text.substring(0, 57) + "…";
  }
}
