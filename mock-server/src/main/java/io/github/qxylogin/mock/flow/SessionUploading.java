package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a session that was opened elsewhere; every cookie is good. */
public record SessionUploading(FlowIndex index, FlowState state) implements FlowPart {

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    return Optional.of(
        happen(exchange, flow, FlowPart.ofKind(exchange, flow), Values.OWN)
            .because("every cookie is good that is not documented")
            .assumed());
  }

  /** Code 2000 is said of a bad cookie too, which is another outcome and opens no session. */
  @Override
  public Answer happen(Exchange exchange, Flow flow, Case success, Values values) {
    Operation operation = exchange.operation();
    JsonNode response = FlowPart.response(exchange, success, values, Optional.empty());
    if (operation
        .outcomeOf(success.answer())
        .equals(operation.outcomeOf(FlowPart.ofKind(exchange, flow).answer()))) {
      Map<String, String> known = index.values(exchange, response);
      state.open(
          index.sessions(operation, known),
          List.of(),
          FlowPart.orZero(flow.sessionLifetime()),
          index.identities(known));
    }
    return Answer.of(success, response);
  }
}
