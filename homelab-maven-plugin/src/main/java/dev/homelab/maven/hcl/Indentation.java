package dev.homelab.maven.hcl;

import java.util.ArrayList;
import java.util.List;

/** The rule of the heredoc {@code <<-}: what all lines are indented by is not part of the text. */
final class Indentation {
  private Indentation() {}

  /**
   * Strips the indent that the lines have in common. Blank lines do not count; what is indented by
   * a value that is put in does not count either.
   *
   * @param texts the text of each piece of the template, null where it is no text; a text is at
   *     most one line. What changes is replaced in the list
   */
  static void strip(List<String> texts) {
    int least = Integer.MAX_VALUE;
    boolean lineStart = true;
    List<Integer> leading = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (lineStart) {
        lineStart = false;
        if (text == null) {
          least = 0;
        } else {
          int indent = indent(text);
          if (indent < text.length() || !text.endsWith("\n")) {
            least = Math.min(least, columns(text, indent));
            leading.add(i);
          }
        }
      }
      lineStart |= text != null && text.endsWith("\n");
    }
    for (int i : leading) {
      String text = texts.get(i);
      texts.set(i, text.substring(offset(text, least)));
    }
  }

  private static int indent(String text) {
    int at = 0;
    while (at < text.length() && Characters.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int columns(String text, int end) {
    int columns = 0;
    for (int at = 0; at < end; at++) {
      if (text.charAt(at) != '\n' || at == 0 || text.charAt(at - 1) != '\r') {
        columns++;
      }
    }
    return columns;
  }

  private static int offset(String text, int columns) {
    int at = 0;
    for (int i = 0; i < columns && at < text.length(); i++) {
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
    return at;
  }
}
