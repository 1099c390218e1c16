package dev.homelab.maven.check.hcl;

import dev.homelab.maven.hcl.eval.Value;
import dev.homelab.maven.problem.Location;
import java.util.Optional;

/**
 * Where a value really comes from, behind the variables and locals that only hand it on.
 *
 * @param where the expression that makes it, or the answer
 * @param value empty when it is not known before the tools run
 * @param answer the key in homelab.properties, when it is an answer
 */
public record Origin(Location where, Optional<Value> value, Optional<String> answer) {

  /** The value as text; empty when it is not known, null or no plain value. */
  public Optional<String> text() {
    return value.isPresent() ? Scope.text(value.get()) : Optional.empty();
  }

  /** Whether it is the answer to that question. */
  public boolean isAnswer(String key) {
    return answer.isPresent() && answer.get().equals(key);
  }
}
