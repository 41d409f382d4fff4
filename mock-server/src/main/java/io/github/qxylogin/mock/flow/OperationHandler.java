package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.OperationRequest;
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
  /** The source of the values in a response. */
  enum Values {
    /** The documented ones. The response of {@link #applySuccess} is not used. */
    DOCUMENTED,
    /** Those that the mock computes or remembers. */
    GENERATED
  }

  /** Chooses the response by the state, and applies it. */
  Optional<ChosenResponse> handle(OperationRequest request, Flow flow);

  /** Applies a success to the state, whichever rule chose it, and returns the response. */
  default ChosenResponse applySuccess(
      OperationRequest request, Flow flow, Case success, Values values) {
    return FlowValues.of(request).response(request, success);
  }

  /**
   * Returns the response of a success; its templates may use values of the redeemed task. A
   * documented response is not to be changed.
   */
  static JsonNode response(
      OperationRequest request, Case success, Values values, Optional<Task> redeemed) {
    FlowValues computed = FlowValues.of(request);
    return values == Values.DOCUMENTED
        ? success.response()
        : redeemed.map(computed::with).orElse(computed).fill(request, success);
  }

  /** Returns the first success with a documented request of the same kind. */
  static Case ofKind(OperationRequest request, Flow flow) {
    Flow.Kind kind = flow.kind();
    return request.operation().cases().stream()
        .filter(c -> kind != null && c.family() == Family.OK && c.magic().isEmpty())
        .filter(c -> c.request() != null)
        .filter(c -> c.request().path(kind.field()).equals(request.body().path(kind.field())))
        .findFirst()
        .orElseGet(request.operation()::firstSuccess);
  }

  /** Returns the documented response of a condition, if the operation has one. */
  static Optional<ChosenResponse> when(
      OperationRequest request, Condition condition, String key, Object... arguments) {
    return when(request, condition, Message.of(key, arguments));
  }

  /** Returns the response of a condition with its reason, if the operation has one. */
  static Optional<ChosenResponse> when(OperationRequest request, Condition condition, Message why) {
    return request
        .operation()
        .caseWhen(condition)
        .map(c -> FlowValues.of(request).response(request, c).because(why));
  }

  static Duration orZero(@Nullable Duration duration) {
    return Objects.requireNonNullElse(duration, Duration.ZERO);
  }

  /** Returns the values of fields as text, in order, empty where there is none. */
  static List<String> values(OperationRequest request, List<String> fields) {
    List<String> values = new ArrayList<>(fields.size());
    for (String field : fields) {
      values.add(request.value(field).orElse(""));
    }
    return values;
  }
}
