package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.OperationRequest;
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
    OperationRequest completed(OperationRequest request, Flow flow);

    /** Returns the error if the call's account prevents it and the contract has a case for that. */
    Optional<ChosenResponse> error(OperationRequest request, Flow flow);
  }

  /** Handles a call by the state, if its operation has a role in a flow. */
  public Optional<ChosenResponse> handle(OperationRequest request) {
    Flow flow = request.operation().flow();
    return flow == null
        ? Optional.empty()
        : state.transact(() -> handle(completed(request, flow), flow));
  }

  private Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
    Optional<ChosenResponse> error = accounts.error(request, flow);
    OperationHandler handler = handlers.get(flow.role());
    return error.isPresent() || handler == null ? error : handler.handle(request, flow);
  }

  /** A field that an operation does not declare has no meaning for its flow. */
  private OperationRequest completed(OperationRequest request, Flow flow) {
    return accounts.completed(index.declared(request), flow);
  }

  /**
   * Applies a documented response: a success changes the state, a failure does not. A response with
   * generated values has its own request id.
   */
  public ChosenResponse apply(
      OperationRequest request, Case documented, OperationHandler.Values values) {
    Flow flow = request.operation().flow();
    OperationHandler handler = flow == null ? null : handlers.get(flow.role());
    ChosenResponse response =
        handler == null || documented.family() != Family.OK
            ? FlowValues.of(request).response(request, documented)
            : state.transact(
                () -> handler.applySuccess(completed(request, flow), flow, documented, values));
    return values == OperationHandler.Values.DOCUMENTED ? ChosenResponse.of(documented) : response;
  }
}
