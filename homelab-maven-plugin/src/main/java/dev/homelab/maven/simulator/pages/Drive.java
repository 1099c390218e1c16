package dev.homelab.maven.simulator.pages;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A drive as the configuration writes it: a volume, then its options in the order of the alphabet.
 *
 * @param volume like {@code local-lvm:vm-100-disk-0}, or {@code none}
 */
record Drive(String volume, TreeMap<String, String> options) {

  private static final Pattern NEW = Pattern.compile("([^:/\\s]+):(\\d{1,6}(?:\\.\\d{1,6})?)");
  private static final long GIB = 1L << 30;

  static Drive parse(String key, String text) throws Refusal {
    String volume = null;
    TreeMap<String, String> options = new TreeMap<>();
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        if (volume != null) {
          throw Refusal.invalid(key, "invalid format - duplicate key in comma-separated list");
        }
        volume = part;
      } else if (part.startsWith("file=")) {
        volume = part.substring("file=".length());
      } else {
        options.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    if (volume == null || volume.isEmpty()) {
      throw Refusal.invalid(
          key, "invalid format - format error\nfile: property is missing and it is not optional");
    }
    return new Drive(volume, options);
  }

  boolean isEmpty() {
    return volume.equals("none") || volume.equals("cdrom");
  }

  boolean isCdrom() {
    return "cdrom".equals(options.get("media")) || isCloudInit();
  }

  boolean isCloudInit() {
    return volume.endsWith(":cloudinit") || volume.matches(".*vm-\\d+-cloudinit(\\.\\w+)?");
  }

  boolean wantsCloudInit() {
    return volume.endsWith(":cloudinit");
  }

  /** Whether it asks for a new volume: a storage, and a number of GiB in place of a name. */
  boolean wantsNew() {
    return NEW.matcher(volume).matches();
  }

  long newSize() {
    Matcher matcher = NEW.matcher(volume);
    return matcher.matches() ? (long) (Double.parseDouble(matcher.group(2)) * GIB) : 0;
  }

  String storage() {
    return volume.substring(0, Math.max(0, volume.indexOf(':')));
  }

  /** With another volume, of that size; how a new one is made is not kept. */
  Drive stored(String newVolume, long size) {
    TreeMap<String, String> kept = new TreeMap<>(options);
    kept.remove("format");
    kept.remove("import-from");
    kept.put("size", Size.printed(size));
    return new Drive(newVolume, kept);
  }

  Drive with(String option, String value) {
    TreeMap<String, String> more = new TreeMap<>(options);
    more.put(option, value);
    return new Drive(volume, more);
  }

  Drive without(String option) {
    TreeMap<String, String> less = new TreeMap<>(options);
    less.remove(option);
    return new Drive(volume, less);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(volume);
    for (Map.Entry<String, String> option : options.entrySet()) {
      text.append(',').append(option.getKey()).append('=').append(option.getValue());
    }
    return text.toString();
  }
}
