package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the mock plays one of the parts that operations have in a flow. Called for one call of a
 * sandbox at a time ({@link FlowState#transact}).
 */
public interface FlowPart {
  enum Values {
    /** Those of its documented answer, which is given as it is printed. */
    PRINTED,
    /** The call's own, in place of those that the flow computes or remembers. */
    OWN
  }

  /** Answers by the state: refuses, or makes the success happen that comes next. */
  Optional<Answer> answer(Exchange exchange, Flow flow);

  /**
   * Makes a documented success happen to a call, whatever chose it: enters into the state what it
   * says. An answer of printed values is not used.
   */
  default Answer happen(Exchange exchange, Flow flow, Case success, Values values) {
    return FlowValues.of(exchange).answer(exchange, success);
  }

  /** Returns the response of a success; the call's own values may come from the task. */
  static ObjectNode response(
      Exchange exchange, Case success, Values values, Optional<Task> redeemed) {
    FlowValues request = FlowValues.of(exchange);
    return values == Values.PRINTED
        ? success.answer().deepCopy()
        : redeemed
            .map(task -> request.withTask(task.values()))
            .orElse(request)
            .fill(exchange, success);
  }

  /** Returns the success that a call of its kind gets: the first that is asked for as that kind. */
  static Case ofKind(Exchange exchange, Flow flow) {
    Flow.Kind kind = flow.kind();
    return exchange.operation().cases().stream()
        .filter(c -> kind != null && c.family() == Family.OK && c.magic().isEmpty())
        .filter(c -> c.request() != null)
        .filter(c -> c.request().path(kind.field()).equals(exchange.body().path(kind.field())))
        .findFirst()
        .orElseGet(exchange.operation()::firstSuccess);
  }

  static Optional<Answer> when(Exchange exchange, Condition condition, String why) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(c -> FlowValues.of(exchange).answer(exchange, c).because(why));
  }

  /** Returns how long something takes; no time where the contract does not tell. */
  static Duration orZero(@Nullable Duration duration) {
    return Objects.requireNonNullElse(duration, Duration.ZERO);
  }

  /** Returns the values of fields as text, in order, empty where there is none. */
  static List<String> values(Exchange exchange, List<String> fields) {
    return fields.stream().map(f -> exchange.value(f).orElse("")).toList();
  }
}
