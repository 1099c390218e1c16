package dev.homelab.maven.problem;

/** How much a finding weighs. */
public enum Severity {
  /** The homelab does not work, or not safely: the build fails. */
  ERROR,
  /** It works, but not for long or not as meant: the build goes on. */
  WARNING;

  /** The word people read: "error" or "warning". */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
