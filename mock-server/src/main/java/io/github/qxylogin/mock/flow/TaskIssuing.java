package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Sends a code and issues a task, or logs in where no code is needed. */
public record TaskIssuing(
    FlowIndex index, FlowState state, FailedLogins logins, Identities identities, SmsCodes codes)
    implements FlowPart {

  private static final long SMALLEST_ID = 1_700_000_000_000_000_000L;
  private static final long LARGEST_ID = 1_999_999_999_999_999_999L;

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    Optional<String> lock = logins.lock(exchange, flow, Optional.empty());
    if (lock.isPresent()) {
      return FlowPart.when(exchange, Condition.LOGIN_LOCKED, lock.get());
    }
    Operation operation = exchange.operation();
    if (flow.withoutSms() != null && flow.withoutSms().holds(exchange.body())) {
      return operation
          .caseWhen(Condition.SMS_NOT_NEEDED)
          .map(c -> happen(exchange, flow, c, Values.OWN).because("the region sends no SMS"));
    }
    Optional<Case> held = operation.caseWhen(Condition.SESSION_HELD);
    if (held.isPresent() && isLoggedIn(exchange)) {
      return held.map(
          c ->
              happen(exchange, flow, c, Values.OWN).because("a session holds that a login opened"));
    }
    Duration resendAfter = FlowPart.orZero(flow.resendAfter());
    List<String> identity = FlowPart.values(exchange, flow.identity());
    if (!state.claimSend(operation.id(), identity, resendAfter, identities.of(exchange))) {
      Duration ago = state.sinceLastSent(identity);
      return FlowPart.when(
          exchange,
          Condition.SMS_TOO_RECENT,
          "an SMS was sent %d s ago, the next may be sent in %d s"
              .formatted(ago.toSeconds(), resendAfter.minus(ago).toSeconds()));
    }
    return operation.cases().stream()
        .filter(c -> c.family() == Family.OK && isIssued(c.answer(), flow))
        .findFirst()
        .map(c -> issued(exchange, flow, c, Values.OWN).because("a new task was issued"));
  }

  private boolean isLoggedIn(Exchange exchange) {
    Map<String, String> given = index.values(exchange, MissingNode.getInstance());
    return index.sessions(exchange.operation(), given).stream().anyMatch(state::holds);
  }

  private static boolean isIssued(JsonNode answer, Flow flow) {
    return answer.at(flow.taskAt()).isValueNode();
  }

  /** Issues a task that waits, which counts for the limit, or opens a session. */
  @Override
  public Answer happen(Exchange exchange, Flow flow, Case success, Values values) {
    if (!isIssued(success.answer(), flow)) {
      return loggedIn(exchange, flow, success, values);
    }
    state.claimSend(
        exchange.operation().id(),
        FlowPart.values(exchange, flow.identity()),
        FlowPart.orZero(flow.resendAfter()),
        identities.of(exchange));
    return issued(exchange, flow, success, values);
  }

  private Answer issued(Exchange exchange, Flow flow, Case success, Values values) {
    ObjectNode answer = FlowPart.response(exchange, success, values, Optional.empty());
    if (values == Values.OWN) {
      FlowValues.put(answer, flow.taskAt(), Long.toString(nextId()));
    }
    String id = answer.at(flow.taskAt()).asText();
    identities.issued(id, exchange);
    Task task = task(exchange, flow, id, index.values(exchange, answer));
    if (index.recipients().areToldBy(exchange.operation())) {
      state.send(task);
    } else {
      state.keep(task);
    }
    return Answer.of(success, answer);
  }

  private Answer loggedIn(Exchange exchange, Flow flow, Case success, Values values) {
    ObjectNode answer = FlowPart.response(exchange, success, values, Optional.empty());
    Map<String, String> known = index.values(exchange, answer);
    FailedLogins.whose(exchange, flow, Optional.empty()).ifPresent(logins::succeed);
    FlowPart.values(exchange, flow.lifts()).forEach(logins::recover);
    state.open(
        index.sessions(exchange.operation(), known),
        FlowPart.values(exchange, flow.person()),
        FlowPart.orZero(flow.sessionLifetime()),
        index.identities(known));
    return Answer.of(success, answer);
  }

  private Task task(Exchange exchange, Flow flow, String id, Map<String, String> known) {
    Instant now = state.now();
    return new Task(
        id,
        exchange.operation(),
        known,
        index.identities(known),
        FlowPart.values(exchange, flow.person()),
        FlowPart.values(exchange, flow.lifts()),
        codes.of(Optional.ofNullable(flow.mobile()).flatMap(exchange::value).orElse("")),
        index.recipients().of(exchange),
        now,
        Optional.ofNullable(flow.taskLifetime()).map(now::plus),
        FlowPart.orZero(flow.sessionLifetime()));
  }

  /**
   * Makes an id of the documented length, above 2^53 and ending in digits that a double loses: a
   * caller who reads it as a double finds out here.
   */
  static long nextId() {
    long id = ThreadLocalRandom.current().nextLong(SMALLEST_ID, LARGEST_ID);
    return (long) (double) id == id ? id + 1 : id;
  }
}
