package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import java.util.List;
import java.util.Optional;

/** Ends sessions: of its kind a call tells which, by the operations that check them. */
public record SessionEnding(FlowState state) implements FlowPart {

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    return Optional.of(
        happen(exchange, flow, FlowPart.ofKind(exchange, flow), Values.OWN)
            .because("what the call names has ended, or was not there"));
  }

  @Override
  public Answer happen(Exchange exchange, Flow flow, Case success, Values values) {
    List<String> session = FlowPart.values(exchange, flow.session());
    Optional.ofNullable(flow.kind()).stream()
        .flatMap(kind -> exchange.value(kind.field()).map(kind.ends()::get).stream())
        .flatMap(List::stream)
        .forEach(check -> state.end(FlowIndex.session(check, session)));
    return FlowPart.super.happen(exchange, flow, success, values);
  }
}
