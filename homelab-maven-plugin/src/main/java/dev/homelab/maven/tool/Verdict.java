package dev.homelab.maven.tool;

import dev.homelab.maven.process.Result;
import java.util.List;
import java.util.Optional;

/**
 * What a tool says of the files it was shown.
 *
 * @param complaints every one
 * @param trouble why it could not judge, though it was started; empty when it did
 */
public record Verdict(List<Complaint> complaints, Optional<String> trouble) {

  /** It has judged. */
  static Verdict of(List<Complaint> complaints) {
    return new Verdict(List.copyOf(complaints), Optional.empty());
  }

  /** It could not judge, for a reason that is in its last words or in how it ended. */
  static Verdict trouble(Result result) {
    String words = result.errors().isBlank() ? result.output() : result.errors();
    String decisive =
        words
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("Error"))
            .findFirst()
            .or(() -> words.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst())
            .map(line -> ": " + shortened(line))
            .orElse("");
    return new Verdict(List.of(), Optional.of(result.ending() + decisive));
  }

  private static String shortened(String line) {
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
