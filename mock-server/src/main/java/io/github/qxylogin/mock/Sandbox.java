package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.callback.SetCallbackHandler;
import io.github.qxylogin.mock.control.ControlAccess;
import io.github.qxylogin.mock.control.ControlApi;
import io.github.qxylogin.mock.control.SandboxesResource;
import io.github.qxylogin.mock.control.WaitLimits;
import io.github.qxylogin.mock.entity.EntityHandler;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.rules.Authentication;
import io.github.qxylogin.mock.rules.OperationCalls;
import io.github.qxylogin.mock.rules.Rules;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.stubbing.FaultyAnswers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Answers the calls of the API, and those of the control API, from one state. Thread-safe. */
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
                        indexes.answers()));
    operations =
        new OperationCalls(
            indexes.contract(),
            new Rules(
                indexes.cases(),
                indexes.answers(),
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
            new FaultyAnswers(state.faults(), indexes.answers(), new AtomicReference<>()),
            indexes.warnings(),
            settings.strict(),
            indexes.answers());
    control =
        new ControlApi(
            new ControlAccess(settings.controlToken()),
            state,
            operations,
            authentication,
            sandboxes,
            waitLimits);
  }

  /** Returns another that answers by the same settings, and to which nothing has happened yet. */
  Sandbox fresh() {
    MockState own = settings.state(state.indexes(), Store.inMemory());
    settings.begin(own);
    return new Sandbox(settings, own, Optional.empty(), waitLimits);
  }

  Reply control(Call call) {
    return control.answer(call).inLanguageOf(call);
  }

  /** Answers a call of the API, and records it. */
  Reply answer(Call call) {
    state.calls().readLock().lock();
    try {
      long began = System.nanoTime();
      return state.store().transact(() -> answer(call, began));
    } catch (StoreException unavailable) {
      // Not recorded: the store keeps the journal too.
      return dated(operations.unavailable(unavailable), settings.clock().instant(), call);
    } finally {
      state.calls().readLock().unlock();
    }
  }

  private Reply answer(Call call, long began) {
    Instant at = state.clock().instant();
    ExplainedReply answered = operations.answer(call, at);
    Reply reply = dated(answered, at, call);
    state.journal().record(call, answered.decision(), reply, at, System.nanoTime() - began);
    return reply;
  }

  private Reply dated(ExplainedReply answered, Instant at, Call call) {
    Map<String, String> headers = answered.decision().headers();
    headers.put("Date", DATE.format(at));
    return answered.reply().with(headers).inLanguageOf(call);
  }

  /** Records a page's call that was refused before any rule. */
  void refused(Call call, ExplainedReply refusal) {
    try {
      state.store().run(() -> record(call, refusal));
    } catch (StoreException unavailable) {
      // Not recorded: the store keeps the journal too.
    }
  }

  private void record(Call call, ExplainedReply refusal) {
    Instant at = state.clock().instant();
    state.journal().record(call, refusal.decision(), refusal.explained(), at, 0);
  }
}
