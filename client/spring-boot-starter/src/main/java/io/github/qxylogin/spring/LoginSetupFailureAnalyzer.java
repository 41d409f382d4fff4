package io.github.qxylogin.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports which property to set, instead of a stack trace. */
final class LoginSetupFailureAnalyzer extends AbstractFailureAnalyzer<LoginSetupException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, LoginSetupException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
