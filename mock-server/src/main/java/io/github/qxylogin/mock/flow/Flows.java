package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.RequestId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Plays the flows that the contract declares with {@code x-flow}, each part in its own way, one
 * call at a time.
 */
public final class Flows {
  private final FlowState state;
  private final Accounts accounts;
  private final Map<Flow.Role, FlowPart> parts;

  public Flows(FlowState state, Accounts accounts, Map<Flow.Role, FlowPart> parts) {
    this.state = state;
    this.accounts = accounts;
    this.parts = new EnumMap<>(parts);
    this.parts.put(Flow.Role.CHECKS_SESSION, this::checked);
  }

  /** The hosted accounts that calls may be for. */
  public interface Accounts {
    /** Returns a call with what it leaves to its account to tell. */
    Exchange completed(Exchange exchange, Flow flow);

    /** Refuses a call, if its account is a reason and the contract has an answer for it. */
    Optional<Answer> refusal(Exchange exchange, Flow flow);
  }

  /** Answers by the state, if the operation has a part in a flow; with a request id of its own. */
  public Optional<Answer> answer(Exchange exchange) {
    return Optional.ofNullable(exchange.operation().flow())
        .flatMap(flow -> state.transact(() -> answer(completed(exchange, flow), flow)))
        .map(RequestId::renewed);
  }

  /** What an operation does not declare means nothing to it, and so nothing to its flow. */
  private Exchange completed(Exchange exchange, Flow flow) {
    return accounts.completed(exchange.declared(), flow);
  }

  private Optional<Answer> answer(Exchange exchange, Flow flow) {
    return accounts
        .refusal(exchange, flow)
        .or(
            () ->
                Optional.ofNullable(parts.get(flow.role()))
                    .flatMap(part -> part.answer(exchange, flow)));
  }

  private Optional<Answer> checked(Exchange exchange, Flow flow) {
    String check = exchange.operation().id();
    return state.holds(FlowIndex.session(check, FlowPart.values(exchange, flow.session())))
        ? FlowPart.when(exchange, Condition.SESSION_HELD, "a login opened the session")
        : FlowPart.when(
            exchange, Condition.SESSION_ENDED, "no login opened the session, or it has ended");
  }

  /**
   * Makes a documented answer happen to a call: a success has its effect, a failure has none. What
   * has the call's own values has a request id of its own too.
   */
  public Answer happen(Exchange exchange, Case documented, FlowPart.Values values) {
    Flow flow = exchange.operation().flow();
    FlowPart part = flow == null ? null : parts.get(flow.role());
    Answer answer =
        part == null || documented.family() != Family.OK
            ? FlowValues.of(exchange).answer(exchange, documented)
            : state.transact(
                () -> part.happen(completed(exchange, flow), flow, documented, values));
    return values == FlowPart.Values.PRINTED ? Answer.of(documented) : RequestId.renewed(answer);
  }
}
