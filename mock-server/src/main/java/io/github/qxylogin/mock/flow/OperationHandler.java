package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Handles the calls of operations with one role in a flow. {@link Flows} calls it within a
 * transaction, which may run it again.
 */
public interface OperationHandler {
  /** Whose values a response has. */
  enum Values {
    /** The documented ones. The response of {@link #applySuccess} is not used. */
    DOCUMENTED,
    /** Those that the mock computes or remembers. */
    GENERATED
  }

  /** Chooses the response by the state, and applies it. */
  Optional<Answer> handle(Exchange exchange, Flow flow);

  /** Applies a success to the state, whichever rule chose it, and returns the response. */
  default Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
    return FlowValues.of(exchange).answer(exchange, success);
  }

  /**
   * Returns the response of a success; its templates may use values of the redeemed task. A
   * documented response is not to be changed.
   */
  static JsonNode response(
      Exchange exchange, Case success, Values values, Optional<Task> redeemed) {
    FlowValues request = FlowValues.of(exchange);
    return values == Values.DOCUMENTED
        ? success.response()
        : redeemed.map(request::with).orElse(request).fill(exchange, success);
  }

  /** Returns the first success whose documented request is of the same kind. */
  static Case ofKind(Exchange exchange, Flow flow) {
    Flow.Kind kind = flow.kind();
    return exchange.operation().cases().stream()
        .filter(c -> kind != null && c.family() == Family.OK && c.magic().isEmpty())
        .filter(c -> c.request() != null)
        .filter(c -> c.request().path(kind.field()).equals(exchange.body().path(kind.field())))
        .findFirst()
        .orElseGet(exchange.operation()::firstSuccess);
  }

  /** Returns the documented response of a condition, if the operation has one. */
  static Optional<Answer> when(
      Exchange exchange, Condition condition, String key, Object... arguments) {
    return when(exchange, condition, Message.of(key, arguments));
  }

  /** Returns the answer of a condition with its reason, if the operation has it. */
  static Optional<Answer> when(Exchange exchange, Condition condition, Message why) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(c -> FlowValues.of(exchange).answer(exchange, c).because(why));
  }

  static Duration orZero(@Nullable Duration duration) {
    return Objects.requireNonNullElse(duration, Duration.ZERO);
  }

  /** Returns the values of fields as text, in order, empty where there is none. */
  static List<String> values(Exchange exchange, List<String> fields) {
    List<String> values = new ArrayList<>(fields.size());
    for (String field : fields) {
      values.add(exchange.value(field).orElse(""));
    }
    return values;
  }
}
