package dev.homelab.maven.hcl.eval;

/** What names stand for. */
@FunctionalInterface
public interface Scope {
  /** Where no name has a meaning that is known. */
  Scope EMPTY = (root, attribute) -> null;

  /**
   * Looks a name up.
   *
   * @param root the first part of a reference, such as {@code var}
   * @param attribute the second part, such as the name of the variable; null if there is none
   * @return the value of both parts together, or of the root alone if the attribute is null; null
   *     if it is not known here
   */
  Value get(String root, String attribute) throws EvaluationFailure;
}
