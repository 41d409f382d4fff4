package io.github.qxylogin.mock.flow;

import static io.github.qxylogin.mock.flow.OperationHandler.orZero;
import static io.github.qxylogin.mock.flow.OperationHandler.response;
import static io.github.qxylogin.mock.flow.OperationHandler.values;
import static io.github.qxylogin.mock.flow.OperationHandler.when;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Sends an SMS code and issues its task, or logs in where no code is needed. */
record IssueTaskHandler(
    FlowIndex index,
    FlowState state,
    FailedLogins logins,
    Identities identities,
    SmsCodes codes,
    SmsListener sms)
    implements OperationHandler {

  private static final long SMALLEST_ID = 1_700_000_000_000_000_000L;
  private static final long LARGEST_ID = 1_999_999_999_999_999_999L;

  @Override
  public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
    Optional<Message> lock = logins.lock(request, flow, Optional.empty());
    if (lock.isPresent()) {
      return when(request, Condition.LOGIN_LOCKED, lock.get());
    }
    if (flow.withoutSms() != null && flow.withoutSms().holds(request.body())) {
      return loggedIn(request, flow, Condition.SMS_NOT_NEEDED, "flow.no-sms");
    }
    if (isLoggedIn(request)) {
      return loggedIn(request, flow, Condition.SESSION_HELD, "flow.session-held");
    }
    Optional<FlowSnapshot.Limit> limit =
        flow.resendAfter() == null
            ? Optional.empty()
            : state.limit(values(request, flow.identity()));
    if (limit.isPresent()) {
      Instant now = state.now();
      return when(
          request,
          Condition.SMS_TOO_RECENT,
          "flow.sms-too-recent",
          Duration.between(limit.get().sentAt(), now).toSeconds(),
          Duration.between(now, limit.get().nextAllowedAt()).toSeconds());
    }
    JsonPointer at = flow.taskAt();
    return request.operation().cases().stream()
        .filter(c -> c.family() == Family.OK && c.response().at(at).isValueNode())
        .findFirst()
        .map(c -> issued(request, flow, c, Values.GENERATED).because("flow.task-issued"));
  }

  private boolean isLoggedIn(OperationRequest request) {
    Operation operation = request.operation();
    return operation.caseWhen(Condition.SESSION_HELD).isPresent()
        && index.sessions(operation, index.values(request, MissingNode.getInstance())).stream()
            .anyMatch(state::holds);
  }

  private Optional<ChosenResponse> loggedIn(
      OperationRequest request, Flow flow, Condition condition, String reason) {
    return request
        .operation()
        .caseWhen(condition)
        .map(c -> applySuccess(request, flow, c, Values.GENERATED).because(reason));
  }

  @Override
  public ChosenResponse applySuccess(
      OperationRequest request, Flow flow, Case success, Values values) {
    return success.response().at(flow.taskAt()).isValueNode()
        ? issued(request, flow, success, values)
        : loggedIn(request, flow, success, values);
  }

  private ChosenResponse issued(OperationRequest request, Flow flow, Case success, Values values) {
    JsonNode response = response(request, success, values, Optional.empty());
    JsonPointer at = flow.taskAt();
    if (values == Values.GENERATED) {
      FlowValues.put(response, at, Long.toString(nextId()));
    }
    String id = response.at(at).asText();
    Operation operation = request.operation();
    Map<String, String> known = index.values(request, response);
    Set<String> named = identities.of(request);
    named.addAll(index.identities(known));
    List<String> issuedTo = List.copyOf(named);
    if (flow.resendAfter() != null) {
      state.limitSends(
          operation.id(), values(request, flow.identity()), flow.resendAfter(), issuedTo);
    }
    String code = "";
    if (index.recipients().sendsSms(operation)) {
      String number = known.getOrDefault(flow.mobile(), "");
      code = codes.of(number);
      sms.sent(number, code, issuedTo);
    }
    Task task = new Task(id, operation, known, issuedTo, code, state.now());
    if (values == Values.GENERATED) {
      // Nothing of a new id is read: each run of the transaction has another.
      state.issue(task);
    } else {
      state.issueAgain(task);
    }
    return ChosenResponse.of(success, response);
  }

  private ChosenResponse loggedIn(
      OperationRequest request, Flow flow, Case success, Values values) {
    JsonNode response = response(request, success, values, Optional.empty());
    Map<String, String> known = index.values(request, response);
    logins.succeed(request, flow, Optional.empty());
    values(request, flow.lifts()).forEach(logins::recover);
    state.open(
        index.sessions(request.operation(), known),
        values(request, flow.person()),
        orZero(flow.sessionLifetime()),
        index.identities(known));
    return ChosenResponse.of(success, response);
  }

  /**
   * Makes an id of the documented length that a double cannot hold, so that rounding shows. There a
   * double has multiples of 256 alone, and prints zeros at the end: an odd number is neither.
   */
  static long nextId() {
    return ThreadLocalRandom.current().nextLong(SMALLEST_ID, LARGEST_ID) | 1;
  }
}
