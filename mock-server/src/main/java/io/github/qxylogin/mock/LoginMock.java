package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.qxylogin.contract.Contract;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * A running mock server. Thread-safe.
 *
 * <pre>{@code
 * try (LoginMock mock = LoginMock.start()) {
 *   String url = mock.url(); // http://127.0.0.1:PORT
 *   mock.clock().advance(Duration.ofMinutes(5)); // the SMS code has expired
 * }
 * }</pre>
 */
public final class LoginMock implements AutoCloseable {
  private final WireMockServer server;
  private final String host;
  private final Sandboxes sandboxes;
  private final Sandbox sandbox;
  private final Optional<OpenSandbox> opened;

  private LoginMock(
      WireMockServer server,
      String host,
      Sandboxes sandboxes,
      Sandbox sandbox,
      Optional<OpenSandbox> opened) {
    this.server = server;
    this.host = host;
    this.sandboxes = sandboxes;
    this.sandbox = sandbox;
    this.opened = opened;
  }

  /** Starts a mock of the contract on a free port of 127.0.0.1. */
  public static LoginMock start() {
    return builder().start();
  }

  /** Returns a builder whose defaults are those of {@link #start()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the address that the mock answers on, without a slash at the end. */
  public String url() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + opened.map(o -> o.port().number()).orElseGet(server::port);
  }

  /** Returns the clock that limits, tasks and sessions run on. */
  public MockClock clock() {
    return sandbox.clock();
  }

  /** Forgets all tasks, sessions, limits, tokens and SMS, and sets the clock back to real time. */
  public void reset() {
    sandbox.reset();
  }

  /**
   * Opens a mock of its own on this one's server: another port, and nothing in common with this one
   * or any other. That costs neither a thread nor noticeable time, so that each test can have one.
   * It ends with {@link #close()}, or with the server.
   *
   * @throws IllegalStateException if the server has been stopped
   */
  public LoginMock openSandbox() {
    return open(sandbox.fresh());
  }

  LoginMock open(Sandbox other) {
    return new LoginMock(server, host, sandboxes, other, Optional.of(sandboxes.open(other)));
  }

  /** Stops the server at once, and all sandboxes with it; a sandbox closes itself alone. */
  @Override
  public void close() {
    if (opened.isPresent()) {
      sandboxes.close(opened.get());
    } else {
      sandboxes.closeAll();
      server.stop();
    }
  }

  /** Says how a mock is to be started. */
  public static final class Builder {
    private Contract contract;
    private String host = "127.0.0.1";
    private int port;
    private String smsCode;
    private String controlToken;
    private AppCredentials credentials;
    private Clock clock = Clock.systemUTC();
    private int journal = Journal.DEFAULT_SIZE;
    private EdgeLimits limits = EdgeLimits.DEFAULT;

    private Builder() {}

    /** Sets the contract to answer from; by default the one that the jar was built with. */
    public Builder contract(Contract contract) {
      this.contract = contract;
      return this;
    }

    /** Sets the address to listen on; 127.0.0.1 by default. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /** Sets the port to listen on; 0, the default, picks a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Sets the code that every SMS says; by default the one of the contract's example. */
    public Builder smsCode(String smsCode) {
      this.smsCode = smsCode;
      return this;
    }

    /** Sets the token that calls of the control API must bring; none by default. */
    public Builder controlToken(String controlToken) {
      this.controlToken = controlToken;
      return this;
    }

    /**
     * Makes calls need a token, a date and a signature of this application. By default none is
     * needed, so that the documented requests work as printed.
     */
    public Builder credentials(String appKey, String appSecret) {
      credentials = new AppCredentials(appKey, appSecret);
      return this;
    }

    /** Sets the clock that the mock's own is ahead of; the system's by default. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Sets how many calls the journal keeps, the newest of them; 1,000 by default, 0 for none.
     * Together they take at most 16 MiB, or fewer are kept.
     *
     * @throws IllegalArgumentException if it is negative or above 100,000
     */
    public Builder journal(int calls) {
      if (calls < 0 || calls > Journal.MOST_ENTRIES) {
        throw new IllegalArgumentException(
            "the journal keeps 0 to %d calls, not %d".formatted(Journal.MOST_ENTRIES, calls));
      }
      journal = calls;
      return this;
    }

    Builder limits(EdgeLimits limits) {
      this.limits = limits;
      return this;
    }

    /**
     * Starts the mock.
     *
     * @throws IllegalStateException if the port is taken or the address cannot be listened on
     */
    public LoginMock start() {
      Contract answered = contract == null ? Contract.load() : contract;
      Sandbox sandbox = new Sandbox(settings(answered), new ContractDocuments(answered));
      CatalogueAnswers failures = new CatalogueAnswers(answered);
      Sandboxes sandboxes = new Sandboxes(sandbox);
      WireMockServer server =
          new WireMockServer(
              sandboxes.servedBy(
                  EdgeConfiguration.of(
                      host,
                      port,
                      new Edge(
                          limits, Set.of(ControlCalls.PREFIX), false, new EdgeReplies(failures)),
                      new MockFilter(sandboxes),
                      new ErrorLog(System.err))));
      try {
        server.start();
      } catch (RuntimeException refused) {
        server.stop();
        throw new IllegalStateException(
            "cannot listen on %s:%d: %s. Choose another port, or 0 for a free one."
                .formatted(host, port, rootMessage(refused)),
            refused);
      }
      return new LoginMock(server, host, sandboxes, sandbox, Optional.empty());
    }

    private MockSettings settings(Contract answered) {
      return new MockSettings(
          answered,
          smsCode == null ? SmsCodes.documented(answered) : smsCode,
          Optional.ofNullable(controlToken),
          Optional.ofNullable(credentials),
          clock,
          journal);
    }

    private static String rootMessage(Throwable failed) {
      Throwable root = failed;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return root.getMessage();
    }
  }
}
