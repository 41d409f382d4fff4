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
  private final Outcomes outcomes;
  private final Faults faults;
  private final ControlCalls control;
  private final ContractDocuments documents;
  private final OperationCalls operations;

  Sandbox(MockSettings settings, ContractDocuments documents) {
    Contract contract = settings.contract();
    CatalogueAnswers failures = new CatalogueAnswers(contract);
    clock = new MockClock(settings.clock());
    state = new FlowState(clock);
    OutcomeMeanings meanings = new OutcomeMeanings(contract);
    outcomes = new Outcomes(meanings);
    faults = new Faults(contract);
    Flows flows = new Flows(contract, state, settings.smsCode());
    this.documents = documents;
    control =
        new ControlCalls(
            new ControlAccess(settings.controlToken()),
            List.of(
                new HealthResource(contract).resource(),
                new CasesResource(contract).resource(),
                new SmsResource(state).resource(),
                new ClockResource(clock).resource(),
                new OutcomesResource(outcomes).resource(),
                new FaultsResource(faults).resource(),
                new ResetResource(
                        List.of(
                            "tasks",
                            "sessions",
                            "limits",
                            "tokens",
                            "sms",
                            "outcomes",
                            "faults",
                            "clock"),
                        this::reset)
                    .resource()));
    operations =
        new OperationCalls(
            contract,
            new Rules(
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
  }

  Reply answer(Call call) {
    return ControlCalls.owns(call.path())
        ? control.answer(call)
        : documents.answer(call).orElseGet(() -> operations.answer(call));
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

  /** Forgets everything, and sets the clock back to the real time. */
  void reset() {
    state.reset();
    outcomes.reset();
    faults.reset();
    clock.reset();
  }
}
