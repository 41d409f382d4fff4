package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Plays the flows that the contract declares with {@code x-flow}: each part in its own way. */
final class Flows {
  private final Map<Flow.Role, FlowPart> parts = new EnumMap<>(Flow.Role.class);
  private final CalledAccounts called;

  Flows(Contract contract, FlowState state, AccountStore accounts, SmsCodes smsCodes) {
    Sessions sessions = new Sessions(contract, state);
    FlowValues values = new FlowValues(contract);
    called = new CalledAccounts(accounts, sessions);
    parts.put(Flow.Role.ISSUES_TASK, new TaskIssuing(contract, state, sessions, values, smsCodes));
    parts.put(Flow.Role.REDEEMS_TASK, new TaskRedeeming(contract, state, sessions, values));
    parts.put(Flow.Role.POLLS_TASK, new TaskPolling(state));
    parts.put(Flow.Role.MAKES_ENTERPRISE, new EnterpriseMaking(state.enterprises()));
    parts.put(Flow.Role.CHECKS_SESSION, new SessionChecking(sessions));
    parts.put(Flow.Role.UPLOADS_SESSION, new SessionUploading(sessions, values));
    parts.put(Flow.Role.KEEPS_ACCOUNT, new AccountKeeping(contract, accounts, state));
  }

  /** Answers by the state, if the operation has a part in a flow; with a request id of its own. */
  Optional<Answer> answer(Exchange exchange) {
    return Optional.ofNullable(exchange.operation().flow())
        .flatMap(flow -> answer(called.named(exchange, flow), flow))
        .map(RequestId::renewed);
  }

  private Optional<Answer> answer(Exchange exchange, Flow flow) {
    return called
        .refusal(exchange, flow)
        .or(() -> part(flow).flatMap(part -> part.answer(exchange, flow)));
  }

  private Optional<FlowPart> part(Flow flow) {
    return Optional.ofNullable(parts.get(flow.role()));
  }

  /** Enters into the state what a documented answer says has happened; a failure means nothing. */
  void follow(Exchange exchange, Case documented) {
    Flow flow = exchange.operation().flow();
    if (flow != null && documented.family() == Family.OK) {
      part(flow).ifPresent(part -> part.follow(called.named(exchange, flow), flow, documented));
    }
  }

  /**
   * Makes a documented answer happen to a call. A success has its effect, a failure has none; both
   * have a request id of their own.
   */
  Answer impose(Exchange exchange, Case documented) {
    Answer answer =
        Optional.ofNullable(exchange.operation().flow())
            .filter(flow -> documented.family() == Family.OK)
            .flatMap(
                flow ->
                    part(flow)
                        .map(part -> part.impose(called.named(exchange, flow), flow, documented)))
            .orElseGet(() -> Answer.of(documented));
    return RequestId.renewed(answer);
  }
}
