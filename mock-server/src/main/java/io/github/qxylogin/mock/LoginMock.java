package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.junit.Stubbing;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.flow.SentSms;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.journal.RecordedCall;
import io.github.qxylogin.mock.server.MockHttpServer;
import java.security.cert.X509Certificate;
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
  private final MockHttpServer server;
  private final Sandboxes sandboxes;
  private final Sandbox sandbox;
  private final Optional<Sandboxes.Open> opened;

  LoginMock(MockHttpServer server, Sandboxes sandboxes, Optional<Sandboxes.Open> opened) {
    this.server = server;
    this.sandboxes = sandboxes;
    this.opened = opened;
    this.sandbox = opened.map(Sandboxes.Open::sandbox).orElseGet(sandboxes::main);
  }

  /** Starts a mock of the contract on a free port of 127.0.0.1. */
  public static LoginMock start() {
    return builder().start();
  }

  /** Returns a builder with the defaults of {@link #start()}. */
  public static LoginMockBuilder builder() {
    return new LoginMockBuilder();
  }

  /** Returns the mock's base URL, without a slash at the end; also after a stop. */
  public String url() {
    return opened.map(other -> server.url(other.port().number())).orElseGet(server::url);
  }

  /**
   * Returns the mock's base URL over TLS, without a slash at the end.
   *
   * @throws IllegalStateException if {@link LoginMockBuilder#httpsPort(int)} was not called, or
   *     this is a sandbox, which has no TLS
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
   * @throws IllegalStateException if {@link LoginMockBuilder#httpsPort(int)} was not called
   */
  public X509Certificate certificate() {
    return server.certificate().orElseThrow(LoginMock::withoutTls);
  }

  private static IllegalStateException withoutTls() {
    return new IllegalStateException("this mock has no TLS: build it with httpsPort(0)");
  }

  /** Returns the token that calls of the control API must have, if one is required. */
  public Optional<String> controlToken() {
    return sandbox.settings.controlToken();
  }

  /** Returns the clock that limits, tasks and sessions run on. */
  public MockClock clock() {
    return sandbox.state.clock();
  }

  /** Stubs the responses to one identity: a taxpayer number, a person, an account or a task. */
  public MockStubbing identity(String identity) {
    if (identity.isBlank()) {
      throw new IllegalArgumentException("an identity is a taxpayer number, a person or a task");
    }
    return new MockStubbing(sandbox.state, identity, null, null, null);
  }

  /**
   * Stubs faults for one operation.
   *
   * @throws IllegalArgumentException if there is none of this id; the message lists those there are
   */
  public MockStubbing operation(String operationId) {
    return new MockStubbing(sandbox.state, null, null, null, null).on(operationId);
  }

  /** Returns the SMS that were "sent", newest first. */
  public List<SentSms> sms() {
    return sandbox.state.flows().sms().stream()
        .map(task -> SentSms.of(task, sandbox.state.indexes().flows().recipients()))
        .toList();
  }

  /**
   * Returns the code of the newest SMS for an identity: a taxpayer number, a person or a task.
   *
   * @throws IllegalStateException if none was sent
   */
  public String smsCode(String identity) {
    return sandbox.state.flows().sms().stream()
        .filter(task -> task.isOf(identity))
        .findFirst()
        .map(Task::smsCode)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no SMS was sent for %s. %s"
                        .formatted(Recipients.masked(identity), RecordedCall.list(calls()))));
  }

  /**
   * Starts counting calls, to fail a test if there were others.
   *
   * @throws IllegalStateException if the journal was built to keep none
   */
  public MockVerification verify() {
    return MockVerification.of(sandbox.state);
  }

  /**
   * Returns WireMock. Its stubs serve all paths outside the contract, such as other services of the
   * platform:
   *
   * <pre>{@code
   * mock.wireMock().stubFor(post("/v2/public/invoice/query").willReturn(okJson("{}")));
   * }</pre>
   *
   * <p>A stub for an operation of the contract, another spelling of its path, or {@code GET /} is
   * never used. {@code Access-Control} headers of a stub replace the mock's. A server and all its
   * sandboxes share the stubs, and {@link #reset()} keeps them. In parallel tests, match each stub
   * by its own path or body, or by the sandbox's port ({@code withPort}), and remove it at the end.
   * The latest 100 requests can be verified.
   */
  public Stubbing wireMock() {
    return server.stubs();
  }

  /** Forgets all tasks, sessions, limits, tokens and SMS, and sets the clock back to real time. */
  public void reset() {
    sandbox.state.reset();
  }

  /**
   * Forgets what {@link #reset()} forgets, but for the tokens: they are valid from now on, for the
   * time that they were issued for. A client that lives longer than a test needs no new token then.
   */
  public void resetKeepingTokens() {
    sandbox.state.resetKeepingTokens();
  }

  /**
   * Opens a mock of its own on this one's server: another port, and nothing in common with this one
   * or any other. That costs neither a thread nor noticeable time, so that each test can have one.
   * It ends with {@link #close()}, or with the server.
   *
   * @throws IllegalStateException if the server has been stopped
   */
  public LoginMock openSandbox() {
    return new LoginMock(server, sandboxes, Optional.of(sandboxes.open(false, null)));
  }

  /**
   * Returns the recorded calls and callbacks, oldest first, with sensitive values masked: the
   * newest thousand, unless {@link LoginMockBuilder#journal} sets another number.
   */
  public List<RecordedCall> calls() {
    return sandbox.state.journal().calls();
  }

  /** Returns the number of the newest call of the API; 0 before the first. */
  public long newestCall() {
    return sandbox.state.journal().newest();
  }

  /**
   * Stops the server with all its sandboxes. Running requests have five seconds to end; requests
   * that wait for an SMS get a response immediately. Closing a sandbox leaves the server running.
   */
  @Override
  public void close() {
    opened.ifPresentOrElse(sandboxes::close, sandboxes::stop);
  }
}
