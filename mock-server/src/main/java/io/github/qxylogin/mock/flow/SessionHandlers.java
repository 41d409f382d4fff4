package io.github.qxylogin.mock.flow;

import static io.github.qxylogin.mock.flow.OperationHandler.ofKind;
import static io.github.qxylogin.mock.flow.OperationHandler.orZero;
import static io.github.qxylogin.mock.flow.OperationHandler.response;
import static io.github.qxylogin.mock.flow.OperationHandler.values;
import static io.github.qxylogin.mock.flow.OperationHandler.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handlers of operations that check, end or upload a session. */
final class SessionHandlers {
  private SessionHandlers() {}

  record CheckSessionHandler(FlowState state) implements OperationHandler {
    @Override
    public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
      String check = request.operation().id();
      List<String> session = values(request, flow.session());
      return state.holds(FlowIndex.session(check, session))
          ? when(request, Condition.SESSION_HELD, "flow.session-open")
          : when(request, Condition.SESSION_ENDED, "flow.session-ended");
    }
  }

  /** Ends the sessions that the request's kind selects, by the operations that check them. */
  record EndSessionHandler(FlowState state) implements OperationHandler {
    @Override
    public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
      Case success = ofKind(request, flow);
      return Optional.of(
          applySuccess(request, flow, success, Values.GENERATED).because("flow.ended"));
    }

    @Override
    public ChosenResponse applySuccess(
        OperationRequest request, Flow flow, Case success, Values values) {
      List<String> session = values(request, flow.session());
      Optional.ofNullable(flow.kind())
          .flatMap(kind -> request.value(kind.field()).map(kind.ends()::get))
          .orElse(List.of())
          .forEach(check -> state.end(FlowIndex.session(check, session)));
      return OperationHandler.super.applySuccess(request, flow, success, values);
    }
  }

  /** Takes a session that was opened elsewhere; every cookie is good. */
  record UploadSessionHandler(FlowIndex index, FlowState state) implements OperationHandler {
    @Override
    public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
      Case success = ofKind(request, flow);
      return Optional.of(
          applySuccess(request, flow, success, Values.GENERATED)
              .because("flow.cookie-good")
              .assumed());
    }

    /** A bad cookie has code 2000 too; it is another outcome, and opens no session. */
    @Override
    public ChosenResponse applySuccess(
        OperationRequest request, Flow flow, Case success, Values values) {
      Operation operation = request.operation();
      JsonNode response = response(request, success, values, Optional.empty());
      Case good = ofKind(request, flow);
      if (operation.outcomeOf(success.response()).equals(operation.outcomeOf(good.response()))) {
        Map<String, String> known = index.values(request, response);
        state.open(
            index.sessions(operation, known),
            List.of(),
            orZero(flow.sessionLifetime()),
            index.identities(known));
      }
      return ChosenResponse.of(success, response);
    }
  }
}
