package io.github.qxylogin.mock.redis;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips all tests on a machine without a Redis, with one line; JUnit finds it by itself. */
public final class NeedsRedis implements ExecutionCondition {
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (RealRedis.isInstalled()) {
      return ConditionEvaluationResult.enabled("there is a Redis");
    }
    if (!TOLD.getAndSet(true)) {
      System.out.println(RealRedis.MISSING);
    }
    return ConditionEvaluationResult.disabled(RealRedis.MISSING);
  }
}
