package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * All that a user of a mock can change: the clock, the flows' state, and what the control API sets.
 * Sandboxes know nothing of one another. Thread-safe.
 */
final class Sandbox {
  private final MockClock clock;
  private final FlowState state;
  private final ControlCalls control;
  private final ContractDocuments documents;
  private final OperationCalls operations;
  private final ReadWriteLock wholeCalls = new ReentrantReadWriteLock();

  Sandbox(MockSettings settings, ContractDocuments documents) {
    Contract contract = settings.contract();
    CatalogueAnswers failures = new CatalogueAnswers(contract);
    clock = new MockClock(settings.clock());
    state = new FlowState(clock);
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
                        List.of("tasks", "sessions", "limits", "tokens", "sms", "clock"),
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

  Reply answer(Call call) {
    return ControlCalls.owns(call.path())
        ? control.answer(call)
        : documents.answer(call).orElseGet(() -> operate(call));
  }

  private Reply operate(Call call) {
    wholeCalls.readLock().lock();
    try {
      return operations.answer(call);
    } finally {
      wholeCalls.readLock().unlock();
    }
  }

  MockClock clock() {
    return clock;
  }

  /**
   * Forgets everything, and sets the clock back to the real time. A call that is being answered
   * comes to its end first, so that nothing of before is written afterwards.
   */
  void reset() {
    wholeCalls.writeLock().lock();
    try {
      state.reset();
      clock.reset();
    } finally {
      wholeCalls.writeLock().unlock();
    }
  }
}
