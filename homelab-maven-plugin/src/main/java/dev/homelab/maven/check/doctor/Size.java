package dev.homelab.maven.check.doctor;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, said in GiB. */
record Size(long bytes) {

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})([MGT])");

  static final Size NONE = new Size(0);

  /** As answers and Proxmox write it: 60G. */
  static Size of(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return NONE;
    }
    int power = "MGT".indexOf(matcher.group(2)) + 2;
    return new Size(Long.parseLong(matcher.group(1)) << (10 * power));
  }

  static Size mebibytes(long number) {
    return new Size(number << 20);
  }

  Size plus(Size other) {
    return new Size(bytes + other.bytes);
  }

  /** "60 GiB", "1.5 GiB". */
  @Override
  public String toString() {
    double gibibytes = bytes / (double) (1L << 30);
    return gibibytes == Math.rint(gibibytes)
        ? (long) gibibytes + " GiB"
        : String.format(Locale.ROOT, "%.1f GiB", gibibytes);
  }
}
