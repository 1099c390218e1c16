package dev.homelab.it.real;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the profile real-tools has put the tools, and what it was given besides. */
final class Toolchain {

  private Toolchain() {}

  static boolean isWanted() {
    return System.getProperty("it.toolchain") != null;
  }

  static Path bin() {
    return Path.of(System.getProperty("it.toolchain")).toAbsolutePath().resolve("bin");
  }

  /** Where the tests keep what outlives one of them, like logs. */
  static Path work() {
    try {
      return Files.createDirectories(
          Path.of(System.getProperty("it.target")).toAbsolutePath().resolve("real-tools"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of tofu providers and packer plugins, laid out as both tools look for them. */
  static Path plugins() {
    return given("HOMELAB_PLUGINS", Skips.PLUGINS);
  }

  /** A folder of chart archives, like app-template-4.1.1.tgz. */
  static Path charts() {
    return given("HOMELAB_CHARTS", Skips.CHARTS);
  }

  private static Path given(String variable, String reason) {
    String folder = System.getenv(variable);
    assumeTrue(folder != null && !folder.isBlank(), reason);
    Path path = Path.of(folder).toAbsolutePath();
    if (!Files.isDirectory(path)) {
      throw new AssertionError(variable + " is no folder: " + path);
    }
    return path;
  }
}
