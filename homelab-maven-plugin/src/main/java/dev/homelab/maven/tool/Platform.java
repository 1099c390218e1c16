package dev.homelab.maven.tool;

import java.util.Locale;
import java.util.Map;

/**
 * A system and a processor, as the release files call them: {@code linux/amd64}.
 *
 * @param system linux, darwin, windows, or what Java calls another one
 * @param processor amd64, arm64, or what Java calls another one
 */
public record Platform(String system, String processor) {

  private static final Map<String, String> PROCESSORS =
      Map.of("amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64", "arm64", "arm64");

  /** This machine's. */
  public static Platform here() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** By Java's names for them. */
  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
    return new Platform(system, PROCESSORS.getOrDefault(osArch, osArch));
  }

  /** Both. */
  public String name() {
    return system + "/" + processor;
  }

  /** A program's file name here. */
  String file(String program) {
    return system.equals("windows") ? program + ".exe" : program;
  }
}
