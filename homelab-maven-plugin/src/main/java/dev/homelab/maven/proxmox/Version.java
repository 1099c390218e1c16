package dev.homelab.maven.proxmox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Proxmox VE it is.
 *
 * @param text as it says it: "9.1.3", of older ones "8.4"
 * @param release its series: "9.1"
 */
public record Version(String text, String release) {

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?.*");

  static Version from(Fields fields) {
    return new Version(fields.text("version"), fields.text("release"));
  }

  /** 9; 0 when it does not say. */
  public int major() {
    return part(1);
  }

  /** 1; 0 when it does not say. */
  public int minor() {
    return part(2);
  }

  private int part(int group) {
    Matcher numbers = NUMBERS.matcher(text);
    return numbers.matches() && numbers.group(group) != null
        ? Integer.parseInt(numbers.group(group))
        : 0;
  }
}
