package dev.homelab.maven.problem;

/**
 * One thing that preflight holds a homelab to.
 *
 * @param id stable, lower case, {@code group/what-is-wrong}, such as {@code
 *     answers/gateway-outside-network}; users name it to silence it
 * @param severity what breaking it means
 * @param why one or two sentences: what happens to a homelab that breaks the rule
 */
public record Rule(String id, Severity severity, String why) {

  /** A rule whose breach fails the build. */
  public static Rule error(String id, String why) {
    return new Rule(id, Severity.ERROR, why);
  }

  /** A rule whose breach is only told. */
  public static Rule warning(String id, String why) {
    return new Rule(id, Severity.WARNING, why);
  }

  /** A finding of this rule. */
  public Finding at(Location where, String message, String fix) {
    return new Finding(this, where, new Problem(message, fix));
  }
}
