package dev.homelab.maven.answers;

import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** What a value must look like. */
interface Kind {

  /**
   * What is wrong with a value.
   *
   * @param rule the rule it breaks
   * @param what follows "KEY 'VALUE' " in the message: "is no IPv4 address"
   * @param fix what to write instead
   */
  record Fault(Rule rule, String what, String fix) {}

  /** Judges a value that is neither empty nor a marker. */
  Optional<Fault> judge(String value);
}
