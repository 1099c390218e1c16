package dev.homelab.it.real;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Without the profile there is no toolchain, and with it everything must be there. */
final class RealToolsCondition implements ExecutionCondition {

  static final String REASON = "needs the real tools: mvn verify -Preal-tools";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Toolchain.isWanted()
        ? ConditionEvaluationResult.enabled("the profile real-tools is on")
        : ConditionEvaluationResult.disabled(REASON);
  }
}
