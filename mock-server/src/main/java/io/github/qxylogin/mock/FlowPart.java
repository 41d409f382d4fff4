package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import java.util.List;
import java.util.Optional;

/** How the mock plays one of the parts that operations have in a flow. */
interface FlowPart {
  /** Answers by the state, and goes on with it. */
  Optional<Answer> answer(Exchange exchange, Flow flow);

  /** Enters into the state what a documented success says has happened. */
  void follow(Exchange exchange, Flow flow, Case success);

  /**
   * Makes a documented success happen to a call, with this call's own values in place of those that
   * the flow computes or remembers.
   */
  default Answer impose(Exchange exchange, Flow flow, Case success) {
    follow(exchange, flow, success);
    return Answer.of(success);
  }

  /** Returns what the contract answers under a condition. */
  static Optional<Answer> when(Exchange exchange, Condition condition, String why) {
    return exchange.operation().caseWhen(condition).map(c -> Answer.of(c).because(why));
  }

  /** Returns the values of fields as text, in order, empty where there is none. */
  static List<String> values(Exchange exchange, List<String> fields) {
    return fields.stream().map(f -> exchange.value(f).orElse("")).toList();
  }
}
