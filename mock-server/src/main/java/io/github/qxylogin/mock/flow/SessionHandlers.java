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
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handlers of operations that check, end or upload a session. */
final class SessionHandlers {
  private SessionHandlers() {}

  record CheckSessionHandler(FlowState state) implements OperationHandler {
    @Override
    public Optional<Answer> handle(Exchange exchange, Flow flow) {
      String check = exchange.operation().id();
      List<String> session = values(exchange, flow.session());
      return state.holds(FlowIndex.session(check, session))
          ? when(exchange, Condition.SESSION_HELD, "flow.session-open")
          : when(exchange, Condition.SESSION_ENDED, "flow.session-ended");
    }
  }

  /** Ends the sessions that the request's kind selects, by the operations that check them. */
  record EndSessionHandler(FlowState state) implements OperationHandler {
    @Override
    public Optional<Answer> handle(Exchange exchange, Flow flow) {
      Case success = ofKind(exchange, flow);
      return Optional.of(
          applySuccess(exchange, flow, success, Values.GENERATED).because("flow.ended"));
    }

    @Override
    public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
      List<String> session = values(exchange, flow.session());
      Optional.ofNullable(flow.kind())
          .flatMap(kind -> exchange.value(kind.field()).map(kind.ends()::get))
          .orElse(List.of())
          .forEach(check -> state.end(FlowIndex.session(check, session)));
      return OperationHandler.super.applySuccess(exchange, flow, success, values);
    }
  }

  /** Takes a session that was opened elsewhere; every cookie is good. */
  record UploadSessionHandler(FlowIndex index, FlowState state) implements OperationHandler {
    @Override
    public Optional<Answer> handle(Exchange exchange, Flow flow) {
      Case success = ofKind(exchange, flow);
      return Optional.of(
          applySuccess(exchange, flow, success, Values.GENERATED)
              .because("flow.cookie-good")
              .assumed());
    }

    /** A bad cookie has code 2000 too; it is another outcome, and opens no session. */
    @Override
    public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
      Operation operation = exchange.operation();
      JsonNode response = response(exchange, success, values, Optional.empty());
      Case good = ofKind(exchange, flow);
      if (operation.outcomeOf(success.response()).equals(operation.outcomeOf(good.response()))) {
        Map<String, String> known = index.values(exchange, response);
        state.open(
            index.sessions(operation, known),
            List.of(),
            orZero(flow.sessionLifetime()),
            index.identities(known));
      }
      return Answer.of(success, response);
    }
  }
}
