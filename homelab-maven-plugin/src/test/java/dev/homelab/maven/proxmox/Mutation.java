package dev.homelab.maven.proxmox;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages answers. */
final class Mutation {

  private static final Pattern VALUE =
      Pattern.compile("\"[^\"]*\"|-?\\d+(?:\\.\\d+)?|true|false|null|\\[\\]|\\{\\}");

  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "-1",
          "0.5",
          "1e400",
          "99999999999999999999",
          "-99999999999",
          "\"\"",
          "\"9\"",
          "\"1e9\"",
          "\"\\u0000\\u001b\\u202e\"",
          "\"\\ud800\"",
          "\"UPID:\\n\"",
          "\",,=,=\"",
          "{\"data\":{\"data\":[]}}",
          "[[[[[[]]]]]]",
          "[" + "[".repeat(100) + "]".repeat(100) + "]");

  private Mutation() {}

  /** Puts something odd where some of the names and values are. */
  static String ofValues(String json, Random random) {
    List<MatchResult> values = VALUE.matcher(json).results().toList();
    StringBuilder mutated = new StringBuilder(json);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      // From the end on, so that the places of those before stay the same.
      MatchResult value = values.get(random.nextInt(values.size()));
      values = values.stream().filter(other -> other.end() <= value.start()).toList();
      mutated.replace(value.start(), value.end(), ODD.get(random.nextInt(ODD.size())));
      if (values.isEmpty()) {
        break;
      }
    }
    return mutated.toString();
  }

  /** Flips, drops, doubles and adds bytes, or cuts them off. */
  static byte[] ofBytes(byte[] bytes, Random random) {
    ByteArrayOutputStream mutated = new ByteArrayOutputStream();
    int[] places = random.ints(1 + random.nextInt(4), 0, bytes.length).toArray();
    for (int i = 0; i < bytes.length; i++) {
      boolean hit = contains(places, i);
      int kind = hit ? random.nextInt(5) : -1;
      switch (kind) {
        case 0 -> mutated.write(bytes[i] ^ 1 << random.nextInt(8));
        case 1 -> {} // dropped
        case 2 -> mutated.write(bytes, i, Math.min(32, bytes.length - i));
        case 3 -> mutated.write(random.nextInt(256));
        case 4 -> {
          if (random.nextInt(4) == 0) {
            return mutated.toByteArray();
          }
          mutated.write(bytes[i]);
        }
        default -> mutated.write(bytes[i]);
      }
    }
    return mutated.toByteArray();
  }

  private static boolean contains(int[] places, int place) {
    for (int other : places) {
      if (other == place) {
        return true;
      }
    }
    return false;
  }
}
