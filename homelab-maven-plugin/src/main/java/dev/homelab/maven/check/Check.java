package dev.homelab.maven.check;

import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;

/** A group of rules about one part of a homelab: one line of the console. */
public interface Check {

  /** One word: "kubernetes". */
  String name();

  /** Every rule whose breach this check may report. */
  List<Rule> rules();

  /**
   * The check that looks at the same files in its own way, and whose findings this one may repeat.
   * Only a real tool repeats one: what both find is shown once.
   */
  default Optional<String> repeats() {
    return Optional.empty();
  }

  /**
   * Looks, and says what it looked at and what it found. Bad input is a finding, never an
   * exception.
   */
  CheckResult run(Lab lab);
}
