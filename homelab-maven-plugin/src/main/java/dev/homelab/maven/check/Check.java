package dev.homelab.maven.check;

import dev.homelab.maven.problem.Rule;
import java.util.List;

/** A group of rules about one part of a homelab: one line of the console. */
public interface Check {

  /** One word: "kubernetes". */
  String name();

  /** Every rule whose breach this check may report. */
  List<Rule> rules();

  /**
   * The checks that look at the same files in their own way, and whose findings this one may
   * repeat. Only a real tool repeats any: what both find is shown once.
   */
  default List<String> repeats() {
    return List.of();
  }

  /**
   * Looks, and says what it looked at and what it found. Bad input is a finding, never an
   * exception.
   */
  CheckResult run(Lab lab);
}
