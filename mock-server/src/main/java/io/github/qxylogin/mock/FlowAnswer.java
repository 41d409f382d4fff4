package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Flow;
import java.util.Optional;

/** The state of the flow decides: a task is issued or redeemed, a session holds or has ended. */
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
    return exchange.operation().flow().flatMap(flow -> answer(exchange, flow));
  }

  private Optional<Answer> answer(Exchange exchange, Flow flow) {
    return switch (flow.role()) {
      case ISSUES_TASK -> flows.send(exchange, flow);
      case REDEEMS_TASK -> flows.redeem(exchange, flow);
      case CHECKS_SESSION -> flows.check(exchange, flow);
      case ISSUES_TOKEN, UPLOADS_SESSION, KEEPS_ACCOUNT -> Optional.empty();
    };
  }
}
