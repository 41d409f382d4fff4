package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.callback.SetCallbackHandler;
import io.github.qxylogin.mock.control.ControlAccess;
import io.github.qxylogin.mock.control.ControlApi;
import io.github.qxylogin.mock.control.SandboxesResource;
import io.github.qxylogin.mock.control.WaitLimits;
import io.github.qxylogin.mock.entity.EntityHandler;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.http.ExplainedResponse;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.rules.Authentication;
import io.github.qxylogin.mock.rules.OperationCalls;
import io.github.qxylogin.mock.rules.Rules;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.stubbing.FaultyResponses;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Handles the calls of the API and of the control API with one state. Thread-safe. */
final class Sandbox {
  /** As HTTP has it, with two digits for the day, which RFC_1123_DATE_TIME has not. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  final MockSettings settings;
  final MockState state;
  private final WaitLimits waitLimits;
  private final OperationCalls operations;
  private final ControlApi control;

  /**
   * Creates a sandbox.
   *
   * @param sandboxes opens more of them over HTTP, if this is the server's own
   * @param waitLimits which all sandboxes of a server share
   */
  Sandbox(
      MockSettings settings,
      MockState state,
      Optional<SandboxesResource.Ports> sandboxes,
      WaitLimits waitLimits) {
    this.settings = settings;
    this.state = state;
    this.waitLimits = waitLimits;
    ContractIndexes indexes = state.indexes();
    Optional<Authentication> authentication =
        settings
            .credentials()
            .map(
                credentials ->
                    new Authentication(
                        credentials,
                        indexes.contract().securityHeaders(),
                        state.tokens(),
                        state.clock(),
                        indexes.errors()));
    operations =
        new OperationCalls(
            indexes.contract(),
            new Rules(
                indexes.cases(),
                indexes.errors(),
                new Flows(
                    indexes.flows(),
                    state.flows(),
                    state.logins(),
                    state.identities(),
                    settings.smsCodes(),
                    state.entities(),
                    state.hosted(),
                    Map.of(
                        Flow.Role.KEEPS_ACCOUNT,
                        state.hosted().handler(),
                        Flow.Role.KEEPS_ENTITY,
                        new EntityHandler(state.entities(), state.identities(), state.flows()),
                        Flow.Role.SETS_CALLBACK,
                        new SetCallbackHandler(state.callbacks()))),
                state.outcomes(),
                indexes.meanings(),
                authentication),
            new FaultyResponses(state.faults(), indexes.errors(), new AtomicReference<>()),
            indexes.warnings(),
            settings.strict(),
            indexes.errors());
    control =
        new ControlApi(
            new ControlAccess(settings.controlToken()),
            state,
            operations,
            authentication,
            sandboxes,
            waitLimits);
  }

  /** Returns a new sandbox with the same settings and an empty state. */
  Sandbox fresh() {
    MockState own = settings.state(state.indexes(), Store.inMemory());
    settings.begin(own);
    return new Sandbox(settings, own, Optional.empty(), waitLimits);
  }

  MockResponse control(MockRequest request) {
    return control.respond(request).inLanguageOf(request);
  }

  /** Handles a call of the API, and records it. */
  MockResponse respond(MockRequest request) {
    state.calls().readLock().lock();
    try {
      long began = System.nanoTime();
      return state.store().transact(() -> respond(request, began));
    } catch (StoreException unavailable) {
      // Not recorded: the store keeps the journal too.
      return dated(operations.unavailable(unavailable), settings.clock().instant(), request);
    } finally {
      state.calls().readLock().unlock();
    }
  }

  private MockResponse respond(MockRequest request, long began) {
    Instant at = state.clock().instant();
    ExplainedResponse explained = operations.respond(request, at);
    MockResponse response = dated(explained, at, request);
    state.journal().record(request, explained.decision(), response, at, System.nanoTime() - began);
    return response;
  }

  private MockResponse dated(ExplainedResponse explained, Instant at, MockRequest request) {
    Map<String, String> headers = explained.decision().headers();
    headers.put("Date", DATE.format(at));
    return explained.response().with(headers).inLanguageOf(request);
  }

  /** Records a page's call that was rejected before any rule. */
  void rejected(MockRequest request, ExplainedResponse error) {
    try {
      state.store().run(() -> record(request, error));
    } catch (StoreException unavailable) {
      // Not recorded: the store keeps the journal too.
    }
  }

  private void record(MockRequest request, ExplainedResponse error) {
    Instant at = state.clock().instant();
    state.journal().record(request, error.decision(), error.explained(), at, 0);
  }
}
