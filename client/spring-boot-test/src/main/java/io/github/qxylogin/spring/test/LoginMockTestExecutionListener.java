package io.github.qxylogin.spring.test;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.journal.RecordedCall;
import java.util.Optional;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Resets the mock before each test, except the clients' tokens, and adds its calls to a test's
 * failure.
 */
final class LoginMockTestExecutionListener implements TestExecutionListener {
  LoginMockTestExecutionListener() {}

  @Override
  public void beforeTestMethod(TestContext context) {
    mock(context).ifPresent(LoginMock::resetKeepingTokens);
  }

  @Override
  public void afterTestMethod(TestContext context) {
    Throwable failure = context.getTestException();
    if (failure != null) {
      mock(context).ifPresent(mock -> failure.addSuppressed(new CallsSeen(mock)));
    }
  }

  private static Optional<LoginMock> mock(TestContext context) {
    return TestContextAnnotationUtils.hasAnnotation(context.getTestClass(), EnableLoginMock.class)
            && context.hasApplicationContext()
        ? Optional.of(context.getApplicationContext().getBean(LoginMock.class))
        : Optional.empty();
  }

  /** Lists the calls of a failed test; not a failure itself. */
  private static final class CallsSeen extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallsSeen(LoginMock mock) {
      super(
          "The mock was at " + mock.url() + ". " + RecordedCall.list(mock.calls()),
          null,
          false,
          false);
    }
  }
}
