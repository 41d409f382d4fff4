package io.github.qxylogin.mock.testing;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreProvider;
import java.net.URI;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the mocks of the tests keep their state: in memory, or with {@code -Dqxy.state=redis} in a
 * server that runs for all of them, each under a name of its own. What makes its mocks and stores
 * here is tested on both: here in memory, by the module of the other store there.
 */
public final class TestedState {
  /** The one parameter. A test that does not hold elsewhere than in memory is disabled by it. */
  public static final String PARAMETER = "qxy.state";

  private static final Optional<String> ELSEWHERE =
      Optional.ofNullable(System.getProperty(PARAMETER));
  private static final AtomicInteger NAMES = new AtomicInteger();

  private TestedState() {}

  /** A server of one kind that can keep the state; {@link ServiceLoader} finds it. */
  public interface Server {
    /** Returns whether it is meant by the value of the parameter. */
    boolean isMeant(String parameter);

    /**
     * Returns the address of a state, on a server that runs by then.
     *
     * @throws org.opentest4j.TestAbortedException if there is none on this machine
     */
    URI address(String name);
  }

  /** Returns the address of a state that nobody has used yet; nothing in memory. */
  public static Optional<URI> address() {
    return ELSEWHERE.map(
        parameter ->
            ServiceLoader.load(Server.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(server -> server.isMeant(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no server for " + parameter))
                .address("tested-" + NAMES.incrementAndGet()));
  }

  /** Returns how often something is tried: less often where each time is a round trip. */
  public static int rounds(int inMemory) {
    return ELSEWHERE.isEmpty() ? inMemory : inMemory / 10;
  }

  /** Returns a builder of a mock to which nothing has happened yet. */
  public static LoginMockBuilder mock() {
    LoginMockBuilder builder = LoginMock.builder();
    return address().map(builder::state).orElse(builder);
  }

  /** Returns an empty store, which its test closes. */
  public static Store store() {
    return address().map(TestedState::opened).orElseGet(Store::inMemory);
  }

  private static Store opened(URI address) {
    return ServiceLoader.load(StoreProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.opens(address))
        .findFirst()
        .orElseThrow()
        .open(address, Optional.empty(), Contract.load());
  }
}
