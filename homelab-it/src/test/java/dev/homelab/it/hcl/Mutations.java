package dev.homelab.it.hcl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files with a mistake or two put in, the same ones for the same seed. */
final class Mutations {
  /** Only roughly what HCL takes for tokens: a mutation may well cut one in two. */
  private static final Pattern TOKEN =
      Pattern.compile("[\\w-]+|\\s+|\\$\\{~?|%\\{~?|~}|<<-?\\w+\\n|.", Pattern.DOTALL);

  private static final List<String> STRANGERS =
      List.of(
          " ",
          "\n",
          "  ",
          "\t",
          "/* c */",
          "# c\n",
          "\"${x}\"",
          "(",
          ")",
          "-",
          "!",
          "[*]",
          ".*",
          "e\u0301",
          "\r\n",
          "\"",
          "<<A\n",
          "\nA\n",
          "${",
          "%{if x}",
          "%{endif}",
          "$",
          "~}",
          ",");

  private final Random random;
  private final List<List<String>> files = new ArrayList<>();

  Mutations(List<Source> corpus, long seed) {
    random = new Random(seed);
    for (Source source : corpus) {
      if (source.content().length > 0 && source.content().length < 4000) {
        files.add(cut(source.content()));
      }
    }
  }

  private static List<String> cut(byte[] content) {
    // Byte for byte, so that what is not UTF-8 survives.
    Matcher tokens = TOKEN.matcher(new String(content, StandardCharsets.ISO_8859_1));
    List<String> result = new ArrayList<>();
    while (tokens.find()) {
      result.add(tokens.group());
    }
    return result;
  }

  List<Source> take(int count) {
    List<Source> mutants = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<String> tokens = new ArrayList<>(anyFile());
      for (int changes = 1 + random.nextInt(3); changes > 0 && !tokens.isEmpty(); changes--) {
        mutate(tokens);
      }
      byte[] content = String.join("", tokens).getBytes(StandardCharsets.ISO_8859_1);
      mutants.add(new Source("mutant " + i, content));
    }
    return mutants;
  }

  private List<String> anyFile() {
    return files.get(random.nextInt(files.size()));
  }

  private void mutate(List<String> tokens) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(8)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> {
        int other = random.nextInt(tokens.size());
        String moved = tokens.set(at, tokens.get(other));
        tokens.set(other, moved);
      }
      case 3 -> {
        if (random.nextInt(5) == 0) {
          tokens.subList(at, tokens.size()).clear();
        }
      }
      case 4 -> {
        List<String> other = anyFile();
        int from = random.nextInt(other.size());
        int to = Math.min(other.size(), from + 1 + random.nextInt(12));
        tokens.addAll(at, other.subList(from, to));
      }
      case 5 -> {
        String stranger = STRANGERS.get(random.nextInt(STRANGERS.size()));
        byte[] bytes = stranger.getBytes(StandardCharsets.UTF_8);
        tokens.set(at, new String(bytes, StandardCharsets.ISO_8859_1));
      }
      default -> {
        // Blanks, which only a formatter cares about, are the mutation that leaves most files
        // valid.
        if (tokens.get(at).isBlank() && tokens.get(at).indexOf('\n') < 0) {
          tokens.set(at, random.nextBoolean() ? "" : "   ");
        } else {
          tokens.add(at, " ");
        }
      }
    }
  }
}
