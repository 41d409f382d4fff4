package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Handles the calls of the flows that the contract declares with {@code x-flow}: each as one
 * transaction, by the handler of the operation's role.
 */
public final class Flows {
  private final FlowIndex index;
  private final FlowState state;
  private final Accounts accounts;
  private final Map<Flow.Role, OperationHandler> handlers = new EnumMap<>(Flow.Role.class);

  /**
   * @param others the handlers of other rooms
   */
  public Flows(
      FlowIndex index,
      FlowState state,
      FailedLogins logins,
      Identities identities,
      SmsCodes codes,
      SmsListener sms,
      Accounts accounts,
      Map<Flow.Role, OperationHandler> others) {
    this.index = index;
    this.state = state;
    this.accounts = accounts;
    handlers.put(
        Flow.Role.ISSUES_TASK, new IssueTaskHandler(index, state, logins, identities, codes, sms));
    handlers.put(Flow.Role.REDEEMS_TASK, new RedeemTaskHandler(index, state, logins));
    handlers.put(Flow.Role.POLLS_TASK, new PollTaskHandler(state));
    handlers.put(Flow.Role.CHECKS_SESSION, new SessionHandlers.CheckSessionHandler(state));
    handlers.put(Flow.Role.UPLOADS_SESSION, new SessionHandlers.UploadSessionHandler(index, state));
    handlers.put(Flow.Role.ENDS_SESSION, new SessionHandlers.EndSessionHandler(state));
    handlers.putAll(others);
  }

  /** The hosted accounts that calls may be for. */
  public interface Accounts {
    /** Returns a call with what it leaves to its account. */
    Exchange completed(Exchange exchange, Flow flow);

    /** Refuses a call, if its account is a reason and the contract has an answer for it. */
    Optional<Answer> refusal(Exchange exchange, Flow flow);
  }

  /** Handles a call by the state, if its operation has a role in a flow. */
  public Optional<Answer> handle(Exchange exchange) {
    Flow flow = exchange.operation().flow();
    return flow == null
        ? Optional.empty()
        : state.transact(() -> handle(completed(exchange, flow), flow));
  }

  private Optional<Answer> handle(Exchange exchange, Flow flow) {
    Optional<Answer> refusal = accounts.refusal(exchange, flow);
    OperationHandler handler = handlers.get(flow.role());
    return refusal.isPresent() || handler == null ? refusal : handler.handle(exchange, flow);
  }

  /** A field that an operation does not declare has no meaning for its flow. */
  private Exchange completed(Exchange exchange, Flow flow) {
    return accounts.completed(index.declared(exchange), flow);
  }

  /**
   * Applies a documented response: a success changes the state, a failure does not. A response with
   * generated values has its own request id.
   */
  public Answer apply(Exchange exchange, Case documented, OperationHandler.Values values) {
    Flow flow = exchange.operation().flow();
    OperationHandler handler = flow == null ? null : handlers.get(flow.role());
    Answer answer =
        handler == null || documented.family() != Family.OK
            ? FlowValues.of(exchange).answer(exchange, documented)
            : state.transact(
                () -> handler.applySuccess(completed(exchange, flow), flow, documented, values));
    return values == OperationHandler.Values.DOCUMENTED ? Answer.of(documented) : answer;
  }
}
