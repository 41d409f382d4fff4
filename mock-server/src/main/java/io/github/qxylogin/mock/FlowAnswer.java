package io.github.qxylogin.mock;

import java.util.Optional;

/** The state of the flow decides: a task is issued, a session holds, an account exists. */
final class FlowAnswer implements Rule {
  private final Flows flows;

  FlowAnswer(Flows flows) {
    this.flows = flows;
  }

  @Override
  public String name() {
    return "flow";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    return flows.answer(exchange);
  }
}
