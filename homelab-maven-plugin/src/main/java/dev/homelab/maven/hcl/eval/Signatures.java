package dev.homelab.maven.hcl.eval;

import dev.homelab.maven.hcl.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which functions the tools have, and how many arguments they take. */
public final class Signatures {
  private static final Map<Dialect, Map<String, Signature>> ALL = read();

  private Signatures() {}

  /**
   * A function.
   *
   * @param most the most arguments it takes; -1 if there is no limit
   */
  public record Signature(String name, int least, int most) {
    /** Whether it can be called with so many arguments. */
    public boolean accepts(int arguments) {
      return arguments >= least && (most < 0 || arguments <= most);
    }

    /** How many arguments it takes, in words. */
    public String arity() {
      if (most < 0) {
        return "at least " + plural(least);
      }
      return least == most ? plural(least) : least + " to " + plural(most);
    }

    private static String plural(int count) {
      return count + (count == 1 ? " argument" : " arguments");
    }
  }

  /** The functions of a language by name, those with a namespace not included. */
  public static Map<String, Signature> of(Dialect language) {
    return ALL.get(language);
  }

  private static Map<Dialect, Map<String, Signature>> read() {
    Map<String, Signature> tofu = new LinkedHashMap<>();
    Map<String, Signature> packer = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Signatures.class.getResourceAsStream("functions.txt"),
                StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          int name = line.indexOf(' ') + 1;
          int least = line.indexOf(' ', name) + 1;
          int most = line.indexOf(' ', least) + 1;
          Signature signature =
              new Signature(
                  line.substring(name, least - 1),
                  Integer.parseInt(line, least, most - 1, 10),
                  Integer.parseInt(line, most, line.length(), 10));
          (line.startsWith("tofu ") ? tofu : packer).put(signature.name(), signature);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        Dialect.TOFU,
        Collections.unmodifiableMap(tofu),
        Dialect.PACKER,
        Collections.unmodifiableMap(packer));
  }
}
