package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.time.Instant;
import java.util.List;

/**
 * All that a user of a mock can change: the clock, the flows' state, and what the control API sets.
 * Sandboxes know nothing of one another. Thread-safe.
 */
final class Sandbox {
  private final MockSettings settings;
  private final MockClock clock;
  private final FlowState state;
  private final ControlCalls control;
  private final ContractDocuments documents;
  private final OperationCalls operations;
  private final Journal journal;

  Sandbox(MockSettings settings, ContractDocuments documents) {
    this.settings = settings;
    Contract contract = settings.contract();
    CatalogueAnswers failures = new CatalogueAnswers(contract);
    clock = new MockClock(settings.clock());
    state = new FlowState(clock);
    journal = new Journal(contract, settings.journal());
    this.documents = documents;
    control =
        new ControlCalls(
            new ControlAccess(settings.controlToken()),
            List.of(
                new HealthResource(contract).resource(),
                new CasesResource(contract).resource(),
                new SmsResource(state).resource(),
                new ClockResource(clock).resource(),
                new ResetResource(
                        List.of(
                            "tasks", "sessions", "limits", "tokens", "sms", "clock", "requests"),
                        this::reset)
                    .resource()));
    operations =
        new OperationCalls(
            contract,
            new Rules(
                failures,
                new Flows(contract, state, settings.smsCode()),
                settings
                    .credentials()
                    .map(
                        credentials ->
                            new Authentication(
                                credentials, contract.securityHeaders(), state, failures))));
  }

  /** Returns another that answers by the same settings, and to which nothing has happened yet. */
  Sandbox fresh() {
    return new Sandbox(settings, documents);
  }

  Reply answer(Call call) {
    return ControlCalls.owns(call.path())
        ? control.answer(call)
        : documents.answer(call).orElseGet(() -> recorded(call));
  }

  private Reply recorded(Call call) {
    Instant at = clock.instant();
    long began = System.nanoTime();
    Answered answered = operations.answer(call);
    journal.record(call, answered, at, System.nanoTime() - began);
    return answered.reply();
  }

  Journal journal() {
    return journal;
  }

  MockClock clock() {
    return clock;
  }

  /** Forgets everything, and sets the clock back to the real time. */
  void reset() {
    state.reset();
    journal.clear();
    clock.reset();
  }
}
