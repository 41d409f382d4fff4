package io.github.qxylogin.mock;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Flow;
import java.util.Optional;

/** Makes enterprises known: each tax number gets an id of its own, and the same one again. */
final class EnterpriseMaking implements FlowPart {
  private final Enterprises enterprises;

  EnterpriseMaking(Enterprises enterprises) {
    this.enterprises = enterprises;
  }

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    return Optional.of(impose(exchange, flow, exchange.operation().firstSuccess()));
  }

  @Override
  public Answer impose(Exchange exchange, Flow flow, Case success) {
    Flow.Enterprise enterprise = made(flow);
    ObjectNode answer = success.answer().deepCopy();
    if (answer.at(enterprise.at()).isValueNode()) {
      String id = enterprises.idOf(taxNumber(exchange, enterprise), AccountIds::next);
      FlowValues.put(answer, enterprise.at(), id);
    }
    return Answer.of(success, answer).because("each tax number has its enterprise");
  }

  /** What a documented answer prints is the id of its tax number, unless it has one already. */
  @Override
  public void follow(Exchange exchange, Flow flow, Case success) {
    Flow.Enterprise enterprise = made(flow);
    String printed = success.answer().at(enterprise.at()).asText();
    if (!printed.isEmpty()) {
      enterprises.idOf(taxNumber(exchange, enterprise), () -> printed);
    }
  }

  private static Flow.Enterprise made(Flow flow) {
    return requireNonNull(flow.enterprise(), "the contract does not say what makes an enterprise");
  }

  private static String taxNumber(Exchange exchange, Flow.Enterprise enterprise) {
    return exchange.value(enterprise.taxNumber()).orElse("");
  }
}
