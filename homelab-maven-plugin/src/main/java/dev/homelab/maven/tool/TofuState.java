package dev.homelab.maven.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What tofu remembers of an environment, read without tofu. */
public final class TofuState {

  private static final long MOST_BYTES = 64 << 20;

  private TofuState() {}

  /**
   * An output's text; empty when there is no state, or no such output in it, or when it is
   * encrypted, and nobody but tofu can tell.
   */
  public static Optional<String> output(Path state, String name) {
    try {
      if (!Files.isRegularFile(state) || Files.size(state) > MOST_BYTES) {
        return Optional.empty();
      }
      return Optional.of(
              new ObjectMapper()
                  .readTree(state.toFile())
                  .path("outputs")
                  .path(name)
                  .path("value")
                  .asText(""))
          .filter(value -> !value.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
