package dev.homelab.maven.hcl.schema;

import dev.homelab.maven.hcl.HclRule;
import java.util.List;

/** What blocks are held to. */
public final class SchemaRules {
  static final HclRule UNKNOWN =
      HclRule.error(
          "hcl/unknown-argument",
          "A misspelt argument or block is refused, by some plugins only once the build runs.");
  static final HclRule MISSING =
      HclRule.error("hcl/missing-argument", "A block without what it requires is refused.");
  static final HclRule TYPE =
      HclRule.error(
          "hcl/argument-type", "A value that cannot become the argument's type is refused.");
  static final HclRule CONFLICT =
      HclRule.error("hcl/conflict", "Arguments that exclude each other are refused together.");
  static final HclRule READ_ONLY =
      HclRule.error("hcl/read-only", "What the provider works out itself cannot be set.");
  static final HclRule LABELS =
      HclRule.error("hcl/labels", "A block with too many or too few labels is refused.");
  static final HclRule REPEATED =
      HclRule.error("hcl/repeated-block", "A block that may be there once is refused twice.");
  static final HclRule DEPRECATED =
      HclRule.warning(
          "hcl/deprecated",
          "What is deprecated works until the next release of the plugin or not.");

  /** All of them. */
  public static final List<HclRule> ALL =
      List.of(UNKNOWN, MISSING, TYPE, CONFLICT, READ_ONLY, LABELS, REPEATED, DEPRECATED);

  private SchemaRules() {}
}
