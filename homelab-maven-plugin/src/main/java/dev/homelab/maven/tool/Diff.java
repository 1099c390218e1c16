package dev.homelab.maven.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the unified diffs that formatters print. */
final class Diff {

  private static final Pattern FILE = Pattern.compile("\\+\\+\\+ (?:new/)?(?:\\./)?([^\\t]+).*");
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d{1,9})(?:,\\d+)? \\+.*");

  private Diff() {}

  /** One complaint for each file: its first line that would be another one. */
  static List<Complaint> complaints(String diff, String text) {
    List<Complaint> complaints = new ArrayList<>();
    String file = null;
    int line = 0;
    for (String row : diff.lines().toList()) {
      Matcher newFile = FILE.matcher(row);
      Matcher hunk = HUNK.matcher(row);
      if (newFile.matches()) {
        file = newFile.group(1);
        line = 0;
      } else if (hunk.matches()) {
        line = Integer.parseInt(hunk.group(1));
      } else if (file != null && line > 0) {
        if (row.startsWith("-") || row.startsWith("+")) {
          complaints.add(new Complaint(file, line, 0, false, "", text));
          file = null; // the first one says it
        }
        line++;
      }
    }
    return complaints;
  }
}
