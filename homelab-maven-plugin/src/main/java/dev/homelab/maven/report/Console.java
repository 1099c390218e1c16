package dev.homelab.maven.report;

/** Where lines for people go. The caller decides what they look like. */
public interface Console {

  /** Plain progress and results. */
  void info(String line);

  /** What should be looked at. */
  void warn(String line);

  /** What fails the build. */
  void error(String line);
}
