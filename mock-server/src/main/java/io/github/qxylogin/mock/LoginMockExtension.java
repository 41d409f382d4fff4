package io.github.qxylogin.mock;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a running mock: one server for the whole test run, emptied before each test.
 *
 * <pre>{@code
 * @ExtendWith(LoginMockExtension.class)
 * class CheckoutTest {
 *   @Test
 *   void login_whenCodeIsRight_succeeds(LoginMock mock) { ... mock.url() ... }
 * }
 * }</pre>
 *
 * <p>Tests that run in parallel share its state; let them use different taxpayers.
 */
public final class LoginMockExtension implements BeforeEachCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LoginMockExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    mock(context).reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LoginMock.class;
  }

  @Override
  public LoginMock resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return mock(context);
  }

  private static LoginMock mock(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(LoginMock.class, key -> LoginMock.start(), LoginMock.class);
  }
}
