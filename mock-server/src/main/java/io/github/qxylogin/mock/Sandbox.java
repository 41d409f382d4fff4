package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.account.AccountKeeping;
import io.github.qxylogin.mock.account.AccountStore;
import io.github.qxylogin.mock.account.CalledAccounts;
import io.github.qxylogin.mock.account.EnterpriseMaking;
import io.github.qxylogin.mock.console.ConsoleFiles;
import io.github.qxylogin.mock.control.ContractDocuments;
import io.github.qxylogin.mock.control.ControlAccess;
import io.github.qxylogin.mock.control.ControlCalls;
import io.github.qxylogin.mock.control.IdentitiesResource;
import io.github.qxylogin.mock.control.SandboxesResource;
import io.github.qxylogin.mock.control.WaitLimits;
import io.github.qxylogin.mock.exchange.Answered;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Chinese;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.export.CollectionDocuments;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowIndex;
import io.github.qxylogin.mock.flow.FlowPart;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.flow.SessionEnding;
import io.github.qxylogin.mock.flow.SessionUploading;
import io.github.qxylogin.mock.flow.TaskIssuing;
import io.github.qxylogin.mock.flow.TaskPolling;
import io.github.qxylogin.mock.flow.TaskRedeeming;
import io.github.qxylogin.mock.flow.Tokens;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.rules.AppCredentials;
import io.github.qxylogin.mock.rules.Authentication;
import io.github.qxylogin.mock.rules.OperationCalls;
import io.github.qxylogin.mock.rules.Rules;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.stubbing.Faults;
import io.github.qxylogin.mock.stubbing.FaultyAnswers;
import io.github.qxylogin.mock.stubbing.Outcomes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * All that a user of a mock can change: the clock, the flows' state, and what the control API sets.
 * Sandboxes know nothing of one another. Thread-safe.
 */
final class Sandbox implements IdentitiesResource.Keeper {
  private static final List<String> EVERYTHING =
      List.of(
          "tasks",
          "sessions",
          "limits",
          "tokens",
          "sms",
          "accounts",
          "locks",
          "outcomes",
          "faults",
          "requests",
          "clock");

  /** As HTTP has it, with two digits for the day, which RFC_1123_DATE_TIME has not. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  final MockSettings settings;

  /** All that is remembered here but the journal. */
  final Store store;

  final Knowledge knowledge;
  private final WaitLimits waitLimits;
  final MockClock clock;
  final FlowState state;
  private final FailedLogins logins;
  private final Tokens tokens;
  private final Identities identities;
  private final AccountStore accounts;
  final Outcomes outcomes;
  final Faults faults;
  private final ControlCalls control;
  private final OperationCalls operations;
  final Journal journal;

  /** Calls share it; what changes all of the state at once has it alone. */
  private final ReadWriteLock calls = new ReentrantReadWriteLock(true);

  /**
   * Creates a sandbox to which nothing has happened yet.
   *
   * @param store keeps what it remembers, and has no table open yet
   * @param knowledge what follows from the contract, which all sandboxes of a server share
   * @param sandboxes opens more of them for whoever asks over HTTP, if it is the server's own
   * @param waitLimits which all sandboxes of a server share too
   */
  Sandbox(
      MockSettings settings,
      Store store,
      Knowledge knowledge,
      Optional<SandboxesResource.Ports> sandboxes,
      WaitLimits waitLimits) {
    this.settings = settings;
    this.store = store;
    this.knowledge = knowledge;
    this.waitLimits = waitLimits;
    Contract contract = knowledge.contract;
    clock = new MockClock(settings.clock(), store);
    state = new FlowState(clock, store);
    logins = new FailedLogins(clock, store);
    tokens = new Tokens(clock, store);
    accounts = new AccountStore(knowledge.accounts.documented(), store);
    CalledAccounts hosted = new CalledAccounts(knowledge.accounts, accounts, state, logins);
    identities = new Identities(store, hosted);
    outcomes = new Outcomes(knowledge.meanings, identities, clock, store);
    faults = new Faults(contract, identities, store);
    journal =
        new Journal(
            contract, knowledge.redaction, settings.journal(), identities, store, clock::real);
    Optional<Authentication> authentication = settings.credentials().map(this::authentication);
    operations =
        new OperationCalls(
            contract,
            new Rules(
                knowledge.cases,
                knowledge.answers,
                new Flows(state, hosted, parts()),
                outcomes,
                knowledge.meanings,
                authentication),
            new FaultyAnswers(faults, knowledge.answers),
            knowledge.replies,
            knowledge.warnings,
            knowledge.answers);
    control =
        new ControlCalls(
            new ControlAccess(settings.controlToken()),
            new ControlCalls.Controlled(
                contract,
                knowledge.flows.recipients(),
                store,
                clock,
                state,
                knowledge.scenes,
                outcomes,
                faults,
                journal,
                operations.rules(),
                sandboxes,
                waitLimits,
                this,
                authentication.map(on -> (called, body) -> on.sign(called, body, issuer(contract))),
                this::reset));
  }

  /** Returns how each part in a flow is played that needs more than the sessions. */
  private Map<Flow.Role, FlowPart> parts() {
    FlowIndex index = knowledge.flows;
    return Map.of(
        Flow.Role.ISSUES_TASK,
            new TaskIssuing(index, state, logins, identities, settings.smsCodes()),
        Flow.Role.REDEEMS_TASK, new TaskRedeeming(index, state, logins),
        Flow.Role.POLLS_TASK, new TaskPolling(state),
        Flow.Role.UPLOADS_SESSION, new SessionUploading(index, state),
        Flow.Role.ENDS_SESSION, new SessionEnding(state),
        Flow.Role.MAKES_ENTERPRISE, new EnterpriseMaking(accounts),
        Flow.Role.KEEPS_ACCOUNT, new AccountKeeping(knowledge.accounts, accounts, state, logins));
  }

  private Authentication authentication(AppCredentials credentials) {
    return new Authentication(
        credentials, knowledge.contract.securityHeaders(), tokens, clock, knowledge.answers);
  }

  private static Operation issuer(Contract contract) {
    return contract.operations(Flow.Role.ISSUES_TOKEN).get(0);
  }

  /** Returns another that answers by the same settings, and to which nothing has happened yet. */
  Sandbox fresh() {
    return new Sandbox(settings, Store.inMemory(), knowledge, Optional.empty(), waitLimits);
  }

  Reply answer(Call call) {
    return answerAtOnce(call).orElseGet(() -> recorded(call));
  }

  private Optional<Reply> answerAtOnce(Call call) {
    return ConsoleFiles.answer(call)
        .or(
            () ->
                ControlCalls.owns(call.path())
                    ? Optional.of(inItsLanguage(control.answer(call), call))
                    : knowledge.documents.answer(call))
        .or(() -> knowledge.collections.answer(call));
  }

  /** Returns whether calls of a path are answered here, whatever is stubbed. */
  boolean owns(String path) {
    return ControlCalls.owns(path)
        || ContractDocuments.owns(path)
        || CollectionDocuments.owns(path)
        || knowledge.paths.contains(path);
  }

  private Reply recorded(Call call) {
    calls.readLock().lock();
    try {
      long began = System.nanoTime();
      Timed timed = store.transact(() -> new Timed(clock.instant(), operations.answer(call)));
      Answered shown = inItsLanguage(timed.answered(), call);
      return dated(shown.reply(), timed.at())
          .watched(journal.record(call, shown, timed.at(), System.nanoTime() - began));
    } catch (StoreException unavailable) {
      // Not recorded: the store keeps the journal too.
      Answered shown = inItsLanguage(operations.unavailable(unavailable), call);
      return dated(shown.reply(), settings.clock().instant());
    } finally {
      calls.readLock().unlock();
    }
  }

  private record Timed(Instant at, Answered answered) {}

  private static Reply dated(Reply reply, Instant at) {
    return reply.with("Date", DATE.format(at));
  }

  /** Records a page's call that was refused before any rule. */
  void refused(Call call, Answered answered) {
    journal.record(call, answered, clock.instant(), 0);
  }

  private static Answered inItsLanguage(Answered answered, Call call) {
    return answered.changed(reply -> reply.isProblem() ? inItsLanguage(reply, call) : reply);
  }

  static Reply inItsLanguage(Reply reply, Call call) {
    return Chinese.of(reply, call.headerOrEmpty("Accept-Language"));
  }

  /** Does something while no call is under way. */
  private <T> T alone(Supplier<T> change) {
    calls.writeLock().lock();
    try {
      return change.get();
    } finally {
      calls.writeLock().unlock();
    }
  }

  /** Forgets what an identity has done, and what was set for it; its hosted accounts stay. */
  @Override
  public List<String> forget(String identity) {
    return alone(
        () -> {
          store.run(
              () -> {
                state.forget(identity);
                logins.forget(identity, accounts.given(identity));
                outcomes.remove(identity);
                faults.removeIf(set -> identity.equals(set.fault().identity()));
              });
          return List.of("tasks", "sessions", "limits", "sms", "locks", "outcomes", "faults");
        });
  }

  @Override
  public Optional<FailedLogins.Standing> failedLogins(String identity) {
    return logins.isEmpty()
        ? Optional.empty()
        : logins.standing(identity, accounts.given(identity));
  }

  @Override
  public List<String> unlock(String identity) {
    return alone(
        () -> {
          store.run(() -> logins.forget(identity, accounts.given(identity)));
          return List.of("locks");
        });
  }

  @Override
  public List<JsonNode> accounts(String identity) {
    Secrets masking = new Secrets(knowledge.redaction, 1);
    return accounts.shown(identity).stream().map(account -> masking.clean(account)).toList();
  }

  @Override
  public Optional<String> taxNumber(String identity) {
    return accounts.taxNumber(identity, knowledge.accounts.taxNumbers());
  }

  /**
   * Forgets everything, and sets the clock back to the real time. A call that is being answered
   * comes to its end first, so that nothing of before is written afterwards.
   *
   * @return what was forgotten, as the control API tells it
   */
  List<String> reset() {
    reset(tokens::reset);
    return EVERYTHING;
  }

  /** Forgets everything but the tokens, which start their life anew. */
  void resetKeepingTokens() {
    reset(tokens::restart);
  }

  private void reset(Runnable ofTokens) {
    alone(
        () -> {
          store.run(
              () -> {
                state.reset();
                logins.reset();
                identities.reset();
                accounts.reset();
                outcomes.reset();
                faults.reset();
                clock.reset();
                ofTokens.run();
              });
          journal.clear();
          return true;
        });
  }
}
