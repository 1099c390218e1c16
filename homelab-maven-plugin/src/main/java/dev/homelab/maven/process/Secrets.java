package dev.homelab.maven.process;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values nobody may read, in every form that programs print them in: as they are, in a URL, in
 * base64, in JSON, in hexadecimal, in UTF-16.
 */
public final class Secrets {

  /** Stands where a secret stood. */
  public static final String MASK = "***";

  /** Shorter ones protect nothing, and masking them would make every line unreadable. */
  static final int SHORTEST = 4;

  /** Fewer characters of base64 may well be a piece of something else. */
  private static final int SHORTEST_BASE64 = 8;

  private volatile List<String> forms = List.of();

  /** Masks this value from now on. Each line of it, when it has many: output comes in lines. */
  public synchronized void register(String value) {
    Set<String> all = new LinkedHashSet<>(forms);
    forms(value, all);
    value.lines().map(String::strip).forEach(line -> forms(line, all));
    all.removeIf(form -> form.length() < SHORTEST);
    forms = all.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** The text with every form of every secret replaced. */
  public String mask(String text) {
    List<Span> found = find(text);
    if (found.isEmpty()) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    int from = 0;
    for (Span span : found) {
      masked.append(text, from, span.start()).append(MASK);
      from = span.end();
    }
    return masked.append(text, from, text.length()).toString();
  }

  /** How long the longest form is: what has to be seen at once to find each. */
  int longest() {
    return forms.isEmpty() ? 0 : forms.get(0).length();
  }

  /** A part of a text that has to be masked. */
  record Span(int start, int end) {}

  /** Where they are, in order, those that touch each other as one. */
  List<Span> find(String text) {
    List<Span> found = new ArrayList<>();
    for (String form : forms) {
      for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        found.add(new Span(at, at + form.length()));
      }
    }
    found.sort(Comparator.comparingInt(Span::start));
    List<Span> merged = new ArrayList<>();
    for (Span span : found) {
      Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && span.start() <= last.end()) {
        merged.set(merged.size() - 1, new Span(last.start(), Math.max(last.end(), span.end())));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  private static void forms(String value, Set<String> all) {
    if (value.length() < SHORTEST) {
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    all.add(value);
    String inUrl = URLEncoder.encode(value, StandardCharsets.UTF_8);
    all.add(inUrl);
    all.add(inUrl.replace("+", "%20"));
    all.add(lowerEscapes(inUrl));
    all.add(lowerEscapes(inUrl.replace("+", "%20")));
    String inJson = json(value);
    all.add(inJson);
    // As Go writes it, so that it may stand in HTML.
    all.add(inJson.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"));
    all.add(value.replace("'", "'\\''"));
    all.add(HexFormat.of().formatHex(bytes));
    all.add(HexFormat.of().withUpperCase().formatHex(bytes));
    all.add(String.join("\0", value.split("")));
    base64(bytes, all);
  }

  private static String lowerEscapes(String inUrl) {
    return java.util.regex.Pattern.compile("%[0-9A-F]{2}")
        .matcher(inUrl)
        .replaceAll(m -> m.group().toLowerCase(java.util.Locale.ROOT));
  }

  private static String json(String value) {
    StringBuilder escaped = new StringBuilder();
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"', '\\' -> escaped.append('\\').append(c);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> escaped.append(c < ' ' ? String.format("\\u%04x", (int) c) : "" + c);
      }
    }
    return escaped.toString();
  }

  /**
   * What base64 makes of it wherever it stands: "user:secret" is encoded as one, so three places
   * within a group of three bytes are possible, and the characters at both ends hold neighbours.
   */
  private static void base64(byte[] bytes, Set<String> all) {
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int start = before == 0 ? 0 : before + 1;
      int end = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
      if (end - start >= SHORTEST_BASE64) {
        String middle = encoded.substring(start, end);
        all.add(middle);
        all.add(middle.replace('+', '-').replace('/', '_'));
      }
    }
    String alone = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    if (alone.length() >= SHORTEST_BASE64) {
      all.add(alone);
      all.add(alone.replace('+', '-').replace('/', '_'));
    }
  }
}
