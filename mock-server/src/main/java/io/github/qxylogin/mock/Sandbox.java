package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.util.List;

/**
 * All that a user of a mock can change: the clock, the flows' state, and what the control API sets.
 * Sandboxes know nothing of one another. Thread-safe.
 */
final class Sandbox {
  private final MockClock clock;
  private final FlowState state;
  private final AccountStore accounts;
  private final ControlCalls control;
  private final ContractDocuments documents;
  private final OperationCalls operations;

  Sandbox(MockSettings settings, ContractDocuments documents) {
    Contract contract = settings.contract();
    CatalogueAnswers failures = new CatalogueAnswers(contract);
    clock = new MockClock(settings.clock());
    state = new FlowState(clock);
    accounts = new AccountStore(DocumentedAccounts.of(contract));
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
                            "tasks",
                            "sessions",
                            "limits",
                            "tokens",
                            "sms",
                            "accounts",
                            "locks",
                            "clock"),
                        this::reset)
                    .resource()));
    operations =
        new OperationCalls(
            contract,
            new Rules(
                failures,
                new Flows(contract, state, accounts, settings.smsCode()),
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
        : documents.answer(call).orElseGet(() -> operations.answer(call));
  }

  MockClock clock() {
    return clock;
  }

  /** Forgets everything, and sets the clock back to the real time. */
  void reset() {
    state.reset();
    accounts.reset();
    clock.reset();
  }
}
