package dev.homelab.maven.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the errors that packer and tofu print for people:
 *
 * <pre>
 * Error: Missing expression
 *
 *   on packer/image/x.pkr.hcl line 2:
 *
 * Expected the start of an expression, but found the end of the file.
 * </pre>
 */
final class HclErrors {

  private static final Pattern SUMMARY = Pattern.compile("[|│╷╵\\s]*(Error|Warning): (.*)");
  private static final Pattern PLACE =
      Pattern.compile("[|│\\s]*on (.+?) line (\\d{1,9})(?:,.*|:.*)?");
  private static final Pattern QUOTED = Pattern.compile("[|│\\s]*\\d+:.*");

  private HclErrors() {}

  /** Those that name a place. */
  static List<Complaint> read(String printed) {
    List<Complaint> complaints = new ArrayList<>();
    String[] blocks = printed.split("(?m)^(?=[|│╷╵\\s]*(?:Error|Warning): )");
    for (String block : blocks) {
      List<String> lines = block.lines().toList();
      if (lines.isEmpty()) {
        continue;
      }
      Matcher summary = SUMMARY.matcher(lines.get(0));
      if (summary.matches()) {
        add(summary, lines, complaints);
      }
    }
    return complaints;
  }

  private static void add(Matcher summary, List<String> lines, List<Complaint> complaints) {
    StringBuilder detail = new StringBuilder();
    String file = "";
    int number = 0;
    for (String line : lines.subList(1, lines.size())) {
      Matcher place = PLACE.matcher(line);
      String words = line.replaceAll("^[|│╷╵\\s]+", "").strip();
      if (file.isEmpty() && place.matches()) {
        file = place.group(1);
        number = Integer.parseInt(place.group(2));
      } else if (!words.isEmpty() && !QUOTED.matcher(line).matches() && !file.isEmpty()) {
        detail.append(' ').append(words);
      }
    }
    if (!file.isEmpty()) {
      String text = summary.group(2).strip() + ":" + detail;
      complaints.add(
          new Complaint(
              file,
              number,
              0,
              summary.group(1).equals("Error"),
              "",
              detail.isEmpty() ? summary.group(2).strip() : text.replaceFirst("\\.$", "")));
    }
  }
}
