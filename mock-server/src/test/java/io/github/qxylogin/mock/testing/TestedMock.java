package io.github.qxylogin.mock.testing;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.function.UnaryOperator;
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
  /** A parameter that is another mock of the same state; in memory the same mock. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Replica {}

  private static final Namespace MOCKS = Namespace.create(TestedMock.class);

  private final LoginMockExtension sandboxes;
  private final UnaryOperator<LoginMockBuilder> options;
  private final boolean inMemory = System.getProperty(TestedState.PARAMETER) == null;

  public TestedMock() {
    this(new LoginMockExtension(), UnaryOperator.identity());
  }

  private TestedMock(LoginMockExtension sandboxes, UnaryOperator<LoginMockBuilder> options) {
    this.sandboxes = sandboxes;
    this.options = options;
  }

  /** Gives mocks with options, for a static field. */
  public static TestedMock with(UnaryOperator<LoginMockBuilder> options) {
    return new TestedMock(LoginMockExtension.with(options.apply(LoginMock.builder())), options);
  }

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
    if (inMemory) {
      return sandboxes.resolveParameter(parameter, context);
    }
    ExtensionContext.Store mocks = context.getStore(MOCKS);
    URI state =
        mocks.computeIfAbsent("state", none -> TestedState.address().orElseThrow(), URI.class);
    return mocks.computeIfAbsent(
        parameter.isAnnotated(Replica.class) ? "replica" : "mock",
        none -> options.apply(LoginMock.builder().state(state)).start(),
        LoginMock.class);
  }
}
