package dev.homelab.maven.simulator.pages;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of disks as Proxmox writes them: in the largest unit that leaves a whole number. */
final class Size {

  private static final String UNITS = "KMGT";
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})(?:\\.(\\d{1,3}))?([KMGT]?)");

  private Size() {}

  static String printed(long bytes) {
    long size = bytes;
    int unit = -1;
    while (unit < UNITS.length() - 1 && size >= 1024 && size % 1024 == 0) {
      size /= 1024;
      unit++;
    }
    return size + (unit < 0 ? "" : UNITS.substring(unit, unit + 1));
  }

  static OptionalLong parse(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String fraction = matcher.group(2) == null ? "0" : matcher.group(2);
    double value = Double.parseDouble(matcher.group(1) + "." + fraction);
    double factor = Math.pow(1024, UNITS.indexOf(matcher.group(3)) + 1.0);
    return OptionalLong.of((long) (value * (matcher.group(3).isEmpty() ? 1 : factor)));
  }
}
