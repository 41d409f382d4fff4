package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Sends a code and issues a task, or logs in where no code is needed. */
final class TaskIssuing implements FlowPart {
  private final FlowState state;
  private final Sessions sessions;
  private final FlowValues values;
  private final SmsCodes smsCodes;
  private final Set<String> sendingSms = new HashSet<>();

  TaskIssuing(
      Contract contract, FlowState state, Sessions sessions, FlowValues values, SmsCodes smsCodes) {
    this.state = state;
    this.sessions = sessions;
    this.values = values;
    this.smsCodes = smsCodes;
    contract.operations().stream()
        .filter(operation -> SmsCodes.areSentBy(operation, contract))
        .forEach(operation -> sendingSms.add(operation.id()));
  }

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    if (state.failedLogins().locks(exchange, flow)) {
      return FlowPart.when(exchange, Condition.LOGIN_LOCKED, FailedLogins.LOCKED);
    }
    if (flow.withoutSms() != null && matches(exchange, flow.withoutSms())) {
      return exchange
          .operation()
          .caseWhen(Condition.SMS_NOT_NEEDED)
          .map(c -> login(exchange, flow, c));
    }
    Optional<Case> loggedIn = exchange.operation().caseWhen(Condition.SESSION_HELD);
    if (loggedIn.isPresent() && sessions.opened(exchange.operation(), values.of(exchange))) {
      return FlowPart.when(exchange, Condition.SESSION_HELD, "a session holds that a login opened");
    }
    Duration resendAfter = resendAfter(flow);
    List<String> identity = FlowPart.values(exchange, flow.identity());
    if (!state.claimSend(identity, resendAfter)) {
      Duration ago = state.sinceLastSent(identity);
      return FlowPart.when(
          exchange,
          Condition.SMS_TOO_RECENT,
          "an SMS was sent %d s ago, the next may be sent in %d s"
              .formatted(ago.toSeconds(), resendAfter.minus(ago).toSeconds()));
    }
    return issuing(exchange.operation(), flow)
        .map(sent -> issue(exchange, flow, sent).because("a new task was issued"));
  }

  private static boolean matches(Exchange exchange, Flow.WithoutSms without) {
    return exchange.value(without.field()).filter(without.values()::contains).isPresent();
  }

  private static Duration resendAfter(Flow flow) {
    return Objects.requireNonNullElse(flow.resendAfter(), Duration.ZERO);
  }

  private static Optional<Case> issuing(Operation operation, Flow flow) {
    return operation.cases().stream()
        .filter(c -> c.family() == Family.OK && isIssued(c.answer(), flow))
        .findFirst();
  }

  private static boolean isIssued(JsonNode answer, Flow flow) {
    return answer.at(flow.taskAt()).isValueNode();
  }

  private Answer login(Exchange exchange, Flow flow, Case documented) {
    ObjectNode answer = documented.answer().deepCopy();
    FlowValues.derive(exchange, flow, answer);
    FlowValues.carry(values.of(exchange, answer), flow, answer);
    enter(exchange, flow, answer);
    return Answer.of(documented, answer).because("the region sends no SMS");
  }

  private Answer issue(Exchange exchange, Flow flow, Case sent) {
    ObjectNode answer = sent.answer().deepCopy();
    FlowValues.derive(exchange, flow, answer);
    FlowValues.put(answer, flow.taskAt(), Long.toString(TaskIds.next()));
    enter(exchange, flow, answer);
    return Answer.of(sent, answer);
  }

  /** A login without SMS counts for no limit. */
  @Override
  public void follow(Exchange exchange, Flow flow, Case success) {
    if (isIssued(success.answer(), flow)) {
      state.claimSend(FlowPart.values(exchange, flow.identity()), resendAfter(flow));
    }
    enter(exchange, flow, success.answer());
  }

  @Override
  public Answer impose(Exchange exchange, Flow flow, Case success) {
    if (!isIssued(success.answer(), flow)) {
      return login(exchange, flow, success);
    }
    state.claimSend(FlowPart.values(exchange, flow.identity()), resendAfter(flow));
    return issue(exchange, flow, success);
  }

  /** Enters what a success means: a task that waits, or an open session. */
  private void enter(Exchange exchange, Flow flow, JsonNode answer) {
    Map<String, String> known = values.of(exchange, answer);
    List<String> person = FlowPart.values(exchange, flow.person());
    Duration lifetime = Objects.requireNonNullElse(flow.sessionLifetime(), Duration.ZERO);
    JsonNode task = answer.at(flow.taskAt());
    if (task.isMissingNode()) {
      state.failedLogins().succeed(exchange, flow);
      sessions.open(exchange.operation(), known, person, lifetime);
      return;
    }
    Instant now = state.now();
    Optional<Instant> end = Optional.ofNullable(flow.taskLifetime()).map(now::plus);
    Duration runs = Objects.requireNonNullElse(flow.runsFor(), Duration.ZERO);
    Map<String, String> recipient = Recipient.of(exchange, flow);
    String group = exchange.operation().tag();
    String smsCode = smsCodes.of(recipient.getOrDefault(flow.mobile(), ""));
    Task waiting =
        new Task(task.asText(), group, known, person, smsCode, recipient, now, end, lifetime, runs);
    state.identities().issued(waiting.id(), exchange);
    if (sendingSms.contains(exchange.operation().id())) {
      state.send(waiting);
    } else {
      state.keep(waiting);
    }
  }
}
