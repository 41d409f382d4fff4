package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
  private final EdgeWireMock server;
  private final Sandboxes sandboxes;
  private final Sandbox sandbox;
  private final Optional<OpenSandbox> opened;

  private LoginMock(
      EdgeWireMock server, Sandboxes sandboxes, Sandbox sandbox, Optional<OpenSandbox> opened) {
    this.server = server;
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
    return opened.map(sandbox -> server.urlAt(sandbox.port())).orElseGet(server::url);
  }

  /**
   * Returns the address that the mock answers on over TLS, without a slash at the end.
   *
   * @throws IllegalStateException if {@link Builder#httpsPort(int)} asked for none, or this is a
   *     sandbox, which has no TLS
   */
  public String httpsUrl() {
    if (opened.isPresent()) {
      throw new IllegalStateException("a sandbox has no TLS: call the mock it was opened on");
    }
    return server.httpsUrl().orElseThrow(LoginMock::withoutTls);
  }

  /**
   * Returns the certificate that a client has to trust to call {@link #httpsUrl()}.
   *
   * @throws IllegalStateException if {@link Builder#httpsPort(int)} asked for none
   */
  public X509Certificate certificate() {
    return identity().orElseThrow(LoginMock::withoutTls).certificate();
  }

  Optional<TlsIdentity> identity() {
    return server.identity();
  }

  private static IllegalStateException withoutTls() {
    return new IllegalStateException("this mock has no TLS: build it with httpsPort(0)");
  }

  /** Returns the clock that limits, tasks and sessions run on. */
  public MockClock clock() {
    return sandbox.clock();
  }

  /** Says what one identity gets: a taxpayer number, a person, an account or a task. */
  public MockIdentity identity(String identity) {
    return MockIdentity.of(sandbox, identity);
  }

  /**
   * Says what goes wrong with the calls of one operation.
   *
   * @throws IllegalArgumentException if there is none of this id; the message lists those there are
   */
  public MockOperation operation(String operationId) {
    return MockOperation.of(sandbox, operationId);
  }

  /** Returns the SMS that were "sent", newest first. */
  public List<SentSms> sms() {
    return sandbox.sms().stream().map(SentSms::of).toList();
  }

  /**
   * Returns the code of the newest SMS for an identity: a taxpayer number, a person or a task.
   *
   * @throws IllegalStateException if none was sent
   */
  public String smsCode(String identity) {
    return sandbox.sms().stream()
        .filter(task -> task.isOf(identity))
        .findFirst()
        .map(Task::smsCode)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no SMS was sent for %s. %s"
                        .formatted(Recipient.masked(identity), CallList.of(journal().entries()))));
  }

  /**
   * Starts counting calls, to fail a test if there were others.
   *
   * @throws IllegalStateException if the journal was built to keep none
   */
  public MockVerification verify() {
    return MockVerification.of(sandbox);
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
    return new LoginMock(server, sandboxes, other, Optional.of(sandboxes.open(other)));
  }

  /**
   * Returns the calls of the API that the mock has answered, in their order, with everything
   * sensitive masked: the newest thousand, unless {@link Builder} was told otherwise.
   */
  public List<RecordedCall> calls() {
    List<RecordedCall> calls = new ArrayList<>();
    journal().entries().forEach(entry -> calls.add(entry.call()));
    Collections.reverse(calls);
    return calls;
  }

  Journal journal() {
    return sandbox.journal();
  }

  /**
   * Stops the server, and all sandboxes with it: at once if nothing runs; otherwise no more
   * requests are taken, and the running ones have five seconds to be answered. A sandbox closes
   * itself alone, at once.
   */
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
    private final EdgeSettings edge = new EdgeSettings();
    private String smsCode;
    private String controlToken;
    private AppCredentials credentials;
    private Clock clock = Clock.systemUTC();
    private int journal = Journal.DEFAULT_SIZE;

    private Builder() {}

    /** Sets the contract to answer from; by default the one that the jar was built with. */
    public Builder contract(Contract contract) {
      this.contract = contract;
      return this;
    }

    /** Sets the address to listen on; 127.0.0.1 by default. */
    public Builder host(String host) {
      edge.host = host;
      return this;
    }

    /** Sets the port to listen on; 0, the default, picks a free one. */
    public Builder port(int port) {
      edge.port = port;
      return this;
    }

    /**
     * Makes the mock answer over TLS too, on a port of its own; 0 picks a free one. Unless told
     * otherwise it makes itself a certificate, for localhost and the address it listens on.
     */
    public Builder httpsPort(int port) {
      edge.httpsPort = Optional.of(port);
      return this;
    }

    /**
     * Sets the certificate for TLS, from PEM files.
     *
     * @param certificates the server's own first, then those that vouch for it
     * @param privateKey in PKCS #8, not encrypted
     * @throws IllegalArgumentException if a file is missing or broken, or they do not match
     */
    public Builder certificate(Path certificates, Path privateKey) {
      edge.identity = Optional.of(TlsFiles.pem(certificates, privateKey));
      return this;
    }

    /**
     * Sets the certificate for TLS: that of the first private key in a PKCS #12 or JKS file.
     *
     * @throws IllegalArgumentException if the file is missing or broken, or the password is wrong
     */
    public Builder keyStore(Path file, String password) {
      edge.identity = Optional.of(TlsFiles.keyStore(file, password));
      return this;
    }

    /**
     * Sets which sites' pages may call the API from a browser, such as {@code https://app.example}:
     * {@code *} for all, nothing for none. By default those of this machine. The control API is its
     * own pages' alone, whatever is set here.
     *
     * @throws IllegalArgumentException if one is no origin
     */
    public Builder corsOrigins(String... origins) {
      edge.corsOrigins = CorsOrigins.of(List.of(origins));
      return this;
    }

    /**
     * Sets other names than localhost and the host that the control API answers to, such as the
     * name of a container.
     *
     * @throws IllegalArgumentException if one has a scheme or a port
     */
    public Builder controlHosts(String... names) {
      edge.controlHosts = ControlHosts.of(List.of(names));
      return this;
    }

    /**
     * Turns WireMock's own {@code /__admin} on, guarded like the control API. Off by default; the
     * mock's answers do not come from stubs, so that there is little to administer.
     */
    public Builder admin(boolean on) {
      edge.admin = on;
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
      edge.limits = limits;
      return this;
    }

    /**
     * Starts the mock.
     *
     * @throws IllegalStateException if the port is taken or the address cannot be listened on
     */
    public LoginMock start() {
      Contract answered = contract == null ? Contract.load() : contract;
      MockSettings settings = settings(answered);
      Sandbox sandbox = new Sandbox(settings, new ContractDocuments(answered));
      Sandboxes sandboxes = new Sandboxes(sandbox);
      EdgeWireMock server = edge.server(settings, new MockFilter(sandboxes));
      sandboxes.servedBy(server);
      server.start();
      return new LoginMock(server, sandboxes, sandbox, Optional.empty());
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
  }
}
