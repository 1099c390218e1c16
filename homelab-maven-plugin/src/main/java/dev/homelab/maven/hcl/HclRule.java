package dev.homelab.maven.hcl;

/**
 * One thing that a file is held to.
 *
 * @param id stable, lower case, {@code hcl/what-is-wrong}
 * @param why what happens to one who breaks it, in a sentence
 */
public record HclRule(String id, Severity severity, String why) {
  /** How bad it is. */
  public enum Severity {
    /** The tools refuse it, or what they do with it is wrong. */
    ERROR,
    /** It works, but is probably not what was meant. */
    WARNING
  }

  /** Syntax that the tools refuse. */
  public static final HclRule SYNTAX =
      error("hcl/syntax", "A file with an error of syntax is read by neither tofu nor packer.");

  /** A rule whose breach is an error. */
  public static HclRule error(String id, String why) {
    return new HclRule(id, Severity.ERROR, why);
  }

  /** A rule whose breach is a warning. */
  public static HclRule warning(String id, String why) {
    return new HclRule(id, Severity.WARNING, why);
  }

  /** A finding of this rule. */
  public Finding at(SourceRange range, String message, String fix) {
    return new Finding(this, range, message, fix);
  }
}
