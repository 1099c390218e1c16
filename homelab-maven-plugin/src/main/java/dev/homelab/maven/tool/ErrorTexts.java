package dev.homelab.maven.tool;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the sentences that matter in what packer and tofu print for people when they fail: each
 * paragraph that begins with "Error:", without its frame and without the lines of source it quotes.
 */
final class ErrorTexts {

  private static final int MOST = 10;
  private static final int LONGEST = 600;

  private ErrorTexts() {}

  static List<String> of(String printed) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = null;
    for (String framed : printed.lines().toList()) {
      String line = framed.replaceAll("^[|│╷╵\\s]+", "").strip();
      if (line.startsWith("Error: ") || line.startsWith("Error while ")) {
        text = begin(texts, text);
        text.append(line.replaceFirst("^Error: ", ""));
      } else if (line.startsWith("Warning: ")) {
        finish(texts, text);
        text = null;
      } else if (text != null && !line.isEmpty() && !line.matches("\\d+: .*|[├└].*")) {
        text.append(
            text.charAt(text.length() - 1) == '.' || text.toString().endsWith(":") ? " " : ": ");
        text.append(line);
      }
    }
    finish(texts, text);
    if (texts.isEmpty()) {
      printed
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .reduce((a, b) -> b)
          .ifPresent(texts::add);
    }
    return texts.stream().limit(MOST).toList();
  }

  private static StringBuilder begin(List<String> texts, StringBuilder text) {
    finish(texts, text);
    return new StringBuilder();
  }

  private static void finish(List<String> texts, StringBuilder text) {
    if (text != null && !text.isEmpty()) {
      String all = text.toString();
      texts.add(all.length() > LONGEST ? all.substring(0, LONGEST) + "..." : all);
    }
  }
}
