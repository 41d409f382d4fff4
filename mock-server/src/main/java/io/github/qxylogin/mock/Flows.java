package io.github.qxylogin.mock;

import com.fasterxml.jackson.core.JsonPointer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays the flows that the contract declares with {@code x-flow}. */
final class Flows {
  private final Contract contract;
  private final FlowState state;
  private final FlowValues values;
  private final String smsCode;

  Flows(Contract contract, FlowState state, String smsCode) {
    this.contract = contract;
    this.state = state;
    this.values = new FlowValues(contract);
    this.smsCode = smsCode;
  }

  /** Sends a code and issues a task, or logs in where no code is needed. */
  Optional<Answer> send(Exchange exchange, Flow flow) {
    if (flow.withoutSms().filter(w -> matches(exchange, w)).isPresent()) {
      return answered(exchange, Condition.SMS_NOT_NEEDED, flow);
    }
    Duration resendAfter = flow.resendAfter().orElse(Duration.ZERO);
    if (!state.claimSend(identity(exchange, flow), resendAfter)) {
      return exchange.operation().caseWhen(Condition.SMS_TOO_RECENT).map(Answer::of);
    }
    return issuing(exchange.operation(), flow)
        .map(
            sent -> {
              ObjectNode answer = sent.answer().deepCopy();
              FlowValues.derive(exchange, flow, answer);
              FlowValues.put(answer, taskPlace(flow), Long.toString(TaskIds.next()));
              enter(exchange, flow, answer);
              return Answer.of(sent, answer);
            });
  }

  private Optional<Answer> answered(Exchange exchange, Condition condition, Flow flow) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(
            documented -> {
              ObjectNode answer = documented.answer().deepCopy();
              FlowValues.derive(exchange, flow, answer);
              enter(exchange, flow, answer);
              return Answer.of(documented, answer);
            });
  }

  private static boolean matches(Exchange exchange, Flow.WithoutSms without) {
    return exchange.value(without.field()).filter(without.values()::contains).isPresent();
  }

  private static Optional<Case> issuing(Operation operation, Flow flow) {
    return operation.cases().stream()
        .filter(c -> c.family() == Family.OK && c.answer().at(taskPlace(flow)).isValueNode())
        .findFirst();
  }

  private static JsonPointer taskPlace(Flow flow) {
    return JsonPointer.compile(flow.task().orElseThrow());
  }

  /** Enters what a success of a sending call means: a task that waits, or an open session. */
  private void enter(Exchange exchange, Flow flow, JsonNode answer) {
    Map<String, String> known = values.of(exchange, answer);
    List<String> person = values(exchange, flow.person());
    Duration lifetime = flow.sessionLifetime().orElse(Duration.ZERO);
    JsonNode task = answer.at(taskPlace(flow));
    if (task.isMissingNode()) {
      open(exchange, known, person, lifetime);
      return;
    }
    Instant now = state.now();
    Instant end = now.plus(flow.taskLifetime().orElse(Duration.ZERO));
    Map<String, String> recipient = Recipient.of(exchange, flow);
    String group = exchange.operation().tag();
    Task waiting =
        new Task(task.asText(), group, known, person, smsCode, recipient, now, end, lifetime);
    if (flow.mobile().isPresent()) {
      state.send(waiting);
    } else {
      state.keep(waiting);
    }
  }

  /** Redeems a task with its code. */
  Optional<Answer> redeem(Exchange exchange, Flow flow) {
    Operation operation = exchange.operation();
    Redemption redemption =
        state.redeem(
            flow.task().flatMap(exchange::value).orElse(""),
            task -> owns(exchange, flow, task),
            task -> hasItsCode(exchange, flow, task));
    if (redemption.task().isEmpty()) {
      Condition refused = redemption.wrongCode() ? Condition.SMS_CODE_WRONG : Condition.TASK_ENDED;
      return operation.caseWhen(refused).map(Answer::of);
    }
    Task task = redemption.task().get();
    Case success = operation.firstSuccess();
    ObjectNode answer = success.answer().deepCopy();
    FlowValues.carry(task.values(), flow, answer);
    open(exchange, task.values(), task.person(), task.sessionLifetime());
    return Optional.of(Answer.of(success, answer));
  }

  private static boolean owns(Exchange exchange, Flow flow, Task task) {
    boolean ofThisGroup = task.group().equals(exchange.operation().tag());
    return ofThisGroup
        && flow.identity().stream()
            .allMatch(
                f -> exchange.value(f).filter(v -> v.equals(task.values().get(f))).isPresent());
  }

  /** A task that no SMS belongs to, such as that of a QR code, has no code to compare. */
  private static boolean hasItsCode(Exchange exchange, Flow flow, Task task) {
    return flow.smsCode()
        .map(f -> exchange.value(f).filter(task.smsCode()::equals).isPresent())
        .orElse(true);
  }

  /** Tells whether a session holds. */
  Optional<Answer> check(Exchange exchange, Flow flow) {
    List<String> key = key(exchange.operation(), values(exchange, flow.session()));
    Condition condition = state.holds(key) ? Condition.SESSION_HELD : Condition.SESSION_ENDED;
    return exchange.operation().caseWhen(condition).map(Answer::of);
  }

  /** Enters into the state what a documented answer says has happened. */
  void follow(Exchange exchange, Case documented) {
    if (documented.family() != Family.OK) {
      return;
    }
    exchange
        .operation()
        .flow()
        .ifPresent(
            flow -> {
              if (flow.role() == Flow.Role.ISSUES_TASK) {
                state.claimSend(identity(exchange, flow), flow.resendAfter().orElse(Duration.ZERO));
                enter(exchange, flow, documented.answer());
              } else if (flow.role() == Flow.Role.REDEEMS_TASK) {
                Map<String, String> known = values.of(exchange, documented.answer());
                open(exchange, known, List.of(), longestSession());
              }
            });
  }

  /**
   * Makes a documented answer happen to a call. A success has its effect, with this call's own
   * values in place of those that the flow computes or remembers; a failure has none.
   */
  Answer impose(Exchange exchange, Case documented) {
    Optional<Flow> flow = exchange.operation().flow().filter(f -> documented.family() == Family.OK);
    return flow.filter(f -> f.role() == Flow.Role.ISSUES_TASK)
        .map(f -> imposeIssue(exchange, f, documented))
        .or(
            () ->
                flow.filter(f -> f.role() == Flow.Role.REDEEMS_TASK)
                    .flatMap(f -> imposeRedemption(exchange, f, documented)))
        .orElseGet(
            () -> {
              follow(exchange, documented);
              return Answer.of(documented);
            });
  }

  private Answer imposeIssue(Exchange exchange, Flow flow, Case documented) {
    ObjectNode answer = documented.answer().deepCopy();
    FlowValues.derive(exchange, flow, answer);
    if (answer.at(taskPlace(flow)).isValueNode()) {
      state.claimSend(identity(exchange, flow), flow.resendAfter().orElse(Duration.ZERO));
      FlowValues.put(answer, taskPlace(flow), Long.toString(TaskIds.next()));
    }
    enter(exchange, flow, answer);
    return Answer.of(documented, answer);
  }

  /** Redeems the task whatever its code, if there is such a task. */
  private Optional<Answer> imposeRedemption(Exchange exchange, Flow flow, Case documented) {
    String id = flow.task().flatMap(exchange::value).orElse("");
    return state
        .redeem(id, task -> owns(exchange, flow, task), task -> true)
        .task()
        .map(
            task -> {
              ObjectNode answer = documented.answer().deepCopy();
              FlowValues.carry(task.values(), flow, answer);
              open(exchange, task.values(), task.person(), task.sessionLifetime());
              return Answer.of(documented, answer);
            });
  }

  private Duration longestSession() {
    return contract.operations(Flow.Role.ISSUES_TASK).stream()
        .flatMap(o -> o.flow().flatMap(Flow::sessionLifetime).stream())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Opens a session for the checks of the same group; another group's tell of other sessions. */
  private void open(
      Exchange exchange, Map<String, String> known, List<String> person, Duration lifetime) {
    List<List<String>> keys = new ArrayList<>();
    for (Operation check : contract.operations(Flow.Role.CHECKS_SESSION)) {
      if (check.tag().equals(exchange.operation().tag())) {
        FlowValues.all(check.flow().orElseThrow().session(), known)
            .ifPresent(session -> keys.add(key(check, session)));
      }
    }
    state.open(keys, person, lifetime);
  }

  private static List<String> key(Operation check, List<String> session) {
    List<String> key = new ArrayList<>(session);
    key.add(check.id());
    return key;
  }

  private static List<String> identity(Exchange exchange, Flow flow) {
    return values(exchange, flow.identity());
  }

  private static List<String> values(Exchange exchange, List<String> fields) {
    return fields.stream().map(f -> exchange.value(f).orElse("")).toList();
  }
}
