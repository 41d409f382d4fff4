package io.github.qxylogin.mock.junit;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.journal.RecordedCall;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a mock for each test, on one server for the whole run. Tests may run in parallel, with the
 * same taxpayer: their mocks are separate.
 *
 * <pre>{@code
 * @ExtendWith(LoginMockExtension.class)
 * class CheckoutTest {
 *   @Test
 *   void login_whenCodeIsRight_succeeds(LoginMock mock) { ... mock.url() ... }
 * }
 * }</pre>
 *
 * <p>A test, its constructor, its {@code @BeforeEach} and {@code @AfterEach} get the same mock,
 * which ends with the test. {@code @BeforeAll} gets a mock for the class, and so does the
 * constructor with {@code Lifecycle.PER_CLASS}. All tests of that class, and of its nested classes,
 * then share this mock and its state. Call {@link LoginMock#reset()} in {@code @BeforeEach} for a
 * fresh state.
 *
 * <p>With options, a server of its own for the class: register {@link #with} as a static field.
 *
 * <p>A failure of a test lists the calls of its mock, in a suppressed exception.
 *
 * <p>Needs JUnit 5.8 or later. Before 5.12, a constructor gets no mock of its test.
 */
public final class LoginMockExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace SERVERS = Namespace.create(LoginMockExtension.class, "servers");
  private static final Namespace MOCKS = Namespace.create(LoginMockExtension.class, "mocks");
  private static final Namespace CALLS = Namespace.create(LoginMockExtension.class, "calls");

  /** The namespace of this extension in JUnit's stores. */
  private final Object key;

  private final Supplier<LoginMock> starter;

  /** Creates an extension that uses the server of the whole run; JUnit calls this. */
  public LoginMockExtension() {
    key = LoginMockExtension.class;
    starter = LoginMock::start;
  }

  private LoginMockExtension(LoginMockBuilder options) {
    key = this;
    starter = options::start;
  }

  /**
   * Returns an extension that builds its mocks with options, on a server of their own.
   *
   * <pre>{@code
   * @RegisterExtension
   * static final LoginMockExtension MOCK =
   *     LoginMockExtension.with(LoginMock.builder().credentials("key", "secret"));
   * }</pre>
   *
   * @throws IllegalArgumentException if the options set a port, TLS, or a state store
   */
  public static LoginMockExtension with(LoginMockBuilder options) {
    if (options.isForNoSandbox()) {
      throw new IllegalArgumentException(
          "each test has a mock of its own, at a free port, without TLS, and in memory: set no port"
              + " and no state here, or start a LoginMock yourself");
    }
    return new LoginMockExtension(options);
  }

  /** Lets a server of its own live as long as the class that this is registered at. */
  @Override
  public void beforeAll(ExtensionContext context) {
    server(context);
  }

  /** Remembers which calls are older than the test. */
  @Override
  public void beforeEach(ExtensionContext context) {
    Kept kept = context.getStore(MOCKS).get(key, Kept.class);
    if (kept != null) {
      context.getStore(CALLS).put(key, kept.mock().newestCall());
    }
  }

  /** Adds to a test's failure how its mock was called. */
  @Override
  public void afterEach(ExtensionContext context) {
    Kept kept = context.getStore(MOCKS).get(key, Kept.class);
    Optional<Throwable> failure = context.getExecutionException();
    if (kept != null && failure.isPresent()) {
      LoginMock mock = kept.mock();
      long before = context.getStore(CALLS).getOrDefault(key, Long.class, 0L);
      List<RecordedCall> calls =
          mock.calls().stream().filter(call -> call.number() > before).toList();
      failure.get().addSuppressed(new CallsSeen(mock.url(), RecordedCall.list(calls)));
    }
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LoginMock.class;
  }

  @Override
  public LoginMock resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getDeclaringExecutable() instanceof Constructor<?>
        && context.getTestMethod().isEmpty()
        && context.getTestInstanceLifecycle().equals(Optional.of(Lifecycle.PER_METHOD))) {
      throw new ParameterResolutionException(
          "JUnit before 5.12 passes one mock to the constructors of all tests: take the LoginMock as a"
              + " parameter of @BeforeEach or of the test");
    }
    return kept(context.getStore(MOCKS), () -> server(context).openSandbox());
  }

  private LoginMock server(ExtensionContext context) {
    ExtensionContext living = key == this ? context : context.getRoot();
    return kept(living.getStore(SERVERS), starter);
  }

  /** Not by computeIfAbsent, which JUnit 5 lacks; what it has instead is deprecated since 6. */
  private LoginMock kept(Store store, Supplier<LoginMock> mock) {
    synchronized (LoginMockExtension.class) {
      Kept kept = store.get(key, Kept.class);
      if (kept == null) {
        kept = new Kept(mock.get());
        store.put(key, kept);
      }
      return kept.mock();
    }
  }

  /** Closed by a store at its end: by one interface since JUnit 5.13, by the other before. */
  @SuppressWarnings("deprecation")
  private record Kept(LoginMock mock) implements AutoCloseable, Store.CloseableResource {
    @Override
    public void close() {
      mock.close();
    }
  }

  /** Adds the recorded calls to a test's failure. */
  private static final class CallsSeen extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallsSeen(String url, String calls) {
      super("The mock was at " + url + ". " + calls, null, false, false);
    }
  }
}
