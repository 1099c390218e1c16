package dev.homelab.maven.tool;

import dev.homelab.maven.problem.Install;
import java.nio.file.Path;

/** What came of looking for a tool. */
public sealed interface Found {

  /** Its name. */
  String name();

  /**
   * It is here, and of a version that fits.
   *
   * @param name the program's
   * @param path where it lies
   * @param version as it says itself
   */
  record Program(String name, Path path, String version) implements Found {}

  /**
   * It is not here, or not of a version that fits.
   *
   * @param name the program's
   * @param reason "not on this machine"
   * @param install how to get it
   */
  record Missing(String name, String reason, Install install) implements Found {}
}
