package dev.homelab.maven.hcl.model;

import dev.homelab.maven.hcl.HclRule;
import java.util.List;

/** What a module is held to. */
public final class HclRules {
  static final HclRule UNDECLARED =
      HclRule.error(
          "hcl/undeclared", "A reference to what is nowhere declared stops every plan and build.");
  static final HclRule UNUSED =
      HclRule.warning(
          "hcl/unused",
          "A value that nothing uses looks as if it did something: one changes it and waits.");
  static final HclRule DUPLICATE =
      HclRule.error("hcl/duplicate", "Of two declarations of one name the tools accept neither.");
  static final HclRule CYCLE =
      HclRule.error("hcl/cycle", "Values that depend on each other can never be worked out.");
  static final HclRule FUNCTION =
      HclRule.error("hcl/function", "A call that the tool cannot make stops every plan and build.");
  static final HclRule MISSING_FILE =
      HclRule.error(
          "hcl/missing-file",
          "A file that is not there stops the build, often after half an hour.");
  static final HclRule MODULE_INPUT =
      HclRule.error(
          "hcl/module-input",
          "A module without an input it needs, or with one it does not know, cannot be planned.");
  static final HclRule MODULE_OUTPUT =
      HclRule.error("hcl/module-output", "Only what a module declares as an output can be used.");
  public static final HclRule VALUE_TYPE =
      HclRule.error("hcl/type", "A value of another type than the declared one is refused.");
  public static final HclRule VALIDATION =
      HclRule.error("hcl/validation", "The tool refuses a value that its variable does not allow.");
  static final HclRule NOT_A_VALUE =
      HclRule.error("hcl/no-value", "An expression without a value stops every plan and build.");
  static final HclRule SENSITIVE =
      HclRule.error(
          "hcl/sensitive-output",
          "tofu refuses an output that shows a sensitive value without being marked sensitive.");
  public static final HclRule UNKNOWN_SETTING =
      HclRule.warning(
          "hcl/unknown-setting", "A value for a variable that nobody declares is ignored.");

  /** All of them. */
  public static final List<HclRule> ALL =
      List.of(
          UNDECLARED,
          UNUSED,
          DUPLICATE,
          CYCLE,
          FUNCTION,
          MISSING_FILE,
          MODULE_INPUT,
          MODULE_OUTPUT,
          VALUE_TYPE,
          VALIDATION,
          NOT_A_VALUE,
          SENSITIVE,
          UNKNOWN_SETTING);

  private HclRules() {}
}
