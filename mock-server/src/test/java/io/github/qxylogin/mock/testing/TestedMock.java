package io.github.qxylogin.mock.testing;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a mock whose state is where {@link TestedState} says: in memory the one of {@link
 * LoginMockExtension}, which is a sandbox; elsewhere a server of its own, since sandboxes are in
 * memory always.
 */
public final class TestedMock
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace MOCKS = Namespace.create(TestedMock.class);

  private final LoginMockExtension sandboxes = new LoginMockExtension();
  private final boolean inMemory = System.getProperty(TestedState.PARAMETER) == null;

  /** Skips the class if there is no server for its state. */
  @Override
  public void beforeAll(ExtensionContext context) {
    if (inMemory) {
      sandboxes.beforeAll(context);
    } else {
      TestedState.address();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (inMemory) {
      sandboxes.beforeEach(context);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (inMemory) {
      sandboxes.afterEach(context);
    }
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return sandboxes.getTestInstantiationExtensionContextScope(root);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return sandboxes.supportsParameter(parameter, context);
  }

  @Override
  public LoginMock resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return inMemory
        ? sandboxes.resolveParameter(parameter, context)
        : context
            .getStore(MOCKS)
            .computeIfAbsent(LoginMock.class, none -> TestedState.mock().start(), LoginMock.class);
  }
}
