package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * All that a user of a mock can change: the clock, the flows' state, and what the control API sets.
 * Sandboxes know nothing of one another. Thread-safe.
 */
final class Sandbox {
  private final MockSettings settings;
  private final MockClock clock;
  private final FlowState state;
  private final AccountStore accounts;
  private final Outcomes outcomes;
  private final Faults faults;
  private final ControlCalls control;
  private final ContractDocuments documents;
  private final OperationCalls operations;
  private final Journal journal;
  private final ReadWriteLock wholeCalls = new ReentrantReadWriteLock();

  Sandbox(MockSettings settings, ContractDocuments documents) {
    this.settings = settings;
    Contract contract = settings.contract();
    CatalogueAnswers failures = new CatalogueAnswers(contract);
    clock = new MockClock(settings.clock());
    state = new FlowState(clock);
    accounts = new AccountStore(DocumentedAccounts.of(contract));
    OutcomeMeanings meanings = new OutcomeMeanings(contract);
    outcomes = new Outcomes(meanings, state.identities());
    faults = new Faults(contract, state.identities());
    Flows flows = new Flows(contract, state, accounts, settings.smsCode());
    journal = new Journal(contract, settings.journal(), state.identities());
    this.documents = documents;
    operations =
        new OperationCalls(
            contract,
            new Rules(
                contract,
                failures,
                flows,
                new SetOutcome(outcomes, meanings, flows, failures),
                settings
                    .credentials()
                    .map(
                        credentials ->
                            new Authentication(
                                credentials, contract.securityHeaders(), state, failures))),
            new FaultyAnswers(faults, failures));
    control =
        new ControlCalls(
            new ControlAccess(settings.controlToken()),
            List.of(
                new HealthResource(contract).resource(),
                new CasesResource(contract).resource(),
                new SmsResource(state, contract).resource(),
                new ClockResource(clock).resource(),
                new OutcomesResource(outcomes).resource(),
                new FaultsResource(faults).resource(),
                new RequestsResource(journal, contract, operations.rules()).resource(),
                new ResetResource(
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
                            "clock"),
                        this::reset)
                    .resource()));
  }

  /** Returns another that answers by the same settings, and to which nothing has happened yet. */
  Sandbox fresh() {
    return new Sandbox(settings, documents);
  }

  Reply answer(Call call) {
    if (ControlCalls.owns(call.path())) {
      return control.answer(call);
    }
    return documents.answer(call).orElseGet(() -> recorded(call));
  }

  /** Returns whether calls of a path are answered here, whatever is stubbed. */
  boolean owns(String path) {
    return ControlCalls.owns(path)
        || ContractDocuments.owns(path)
        || settings.contract().operationAt(path).isPresent();
  }

  private Reply recorded(Call call) {
    wholeCalls.readLock().lock();
    try {
      Instant at = clock.instant();
      long began = System.nanoTime();
      Answered answered = operations.answer(call);
      journal.record(call, answered, at, System.nanoTime() - began);
      return answered.reply();
    } finally {
      wholeCalls.readLock().unlock();
    }
  }

  Contract contract() {
    return settings.contract();
  }

  /** Returns the SMS that were sent, newest first. */
  List<Task> sms() {
    return state.sms();
  }

  Journal journal() {
    return journal;
  }

  Optional<String> controlToken() {
    return settings.controlToken();
  }

  MockClock clock() {
    return clock;
  }

  Outcomes outcomes() {
    return outcomes;
  }

  Faults faults() {
    return faults;
  }

  /**
   * Forgets everything, and sets the clock back to the real time. A call that is being answered
   * comes to its end first, so that nothing of before is written afterwards.
   */
  void reset() {
    wholeCalls.writeLock().lock();
    try {
      state.reset();
      accounts.reset();
      outcomes.reset();
      faults.reset();
      journal.clear();
      clock.reset();
    } finally {
      wholeCalls.writeLock().unlock();
    }
  }
}
