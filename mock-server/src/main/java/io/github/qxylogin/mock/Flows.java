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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Plays the flows that the contract declares with {@code x-flow}. */
final class Flows {
  private static final String LOCKED = "too many failed logins locked the tax number";

  private final FlowState state;
  private final Sessions sessions;
  private final Accounts accounts;
  private final FlowValues values;
  private final String smsCode;
  private final List<Operation> creators;

  Flows(Contract contract, FlowState state, AccountStore store, String smsCode) {
    this.state = state;
    this.sessions = new Sessions(contract, state);
    this.accounts = new Accounts(contract, store, state);
    this.values = new FlowValues(contract);
    this.smsCode = smsCode;
    this.creators = AccountFields.creators(contract);
  }

  /** Sends a code and issues a task, or logs in where no code is needed. */
  Optional<Answer> send(Exchange exchange, Flow flow) {
    if (taxNumber(exchange, flow).filter(state.failedLogins()::locked).isPresent()) {
      return answered(exchange, Condition.LOGIN_LOCKED, LOCKED);
    }
    if (flow.withoutSms().filter(w -> matches(exchange, w)).isPresent()) {
      return loggedIn(exchange, flow);
    }
    Duration resendAfter = flow.resendAfter().orElse(Duration.ZERO);
    if (!state.claimSend(identity(exchange, flow), resendAfter)) {
      return answered(
          exchange, Condition.SMS_TOO_RECENT, "an SMS was sent less than " + resendAfter + " ago");
    }
    return issuing(exchange.operation(), flow)
        .map(
            sent -> {
              ObjectNode answer = sent.answer().deepCopy();
              FlowValues.derive(exchange, flow, answer);
              FlowValues.put(answer, taskPlace(flow), Long.toString(TaskIds.next()));
              enter(exchange, flow, answer);
              return Answer.of(sent, answer).because("a new task was issued");
            });
  }

  private Optional<Answer> loggedIn(Exchange exchange, Flow flow) {
    taxNumber(exchange, flow).ifPresent(state.failedLogins()::succeed);
    return exchange
        .operation()
        .caseWhen(Condition.SMS_NOT_NEEDED)
        .map(
            documented -> {
              ObjectNode answer = documented.answer().deepCopy();
              FlowValues.derive(exchange, flow, answer);
              FlowValues.carry(values.of(exchange, answer), flow, answer);
              enter(exchange, flow, answer);
              return Answer.of(documented, answer).because("the region sends no SMS");
            });
  }

  private static Optional<String> taxNumber(Exchange exchange, Flow flow) {
    return flow.lock().flatMap(lock -> exchange.value(lock.taxNumber()));
  }

  private static Optional<Answer> answered(Exchange exchange, Condition condition, String why) {
    return exchange.operation().caseWhen(condition).map(c -> Answer.of(c).because(why));
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
      sessions.open(exchange.operation(), known, person, lifetime);
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
    Supplier<Redemption> login =
        () ->
            state.redeem(
                flow.task().flatMap(exchange::value).orElse(""),
                task -> owns(exchange, flow, task),
                task -> hasItsCode(exchange, flow, task));
    Optional<Redemption> attempt =
        flow.lock()
            .map(
                lock ->
                    state
                        .failedLogins()
                        .attempt(
                            exchange.value(lock.taxNumber()).orElse(""), lock.failures(), login))
            .orElseGet(() -> Optional.of(login.get()));
    return attempt.isEmpty()
        ? answered(exchange, Condition.LOGIN_LOCKED, LOCKED)
        : redeemed(exchange, flow, attempt.get());
  }

  private Optional<Answer> redeemed(Exchange exchange, Flow flow, Redemption redemption) {
    if (redemption.task().isEmpty()) {
      return answered(
          exchange, Condition.TASK_ENDED, "no task of this id waits for whom the call is for");
    }
    Task task = redemption.task().get();
    if (redemption.wrongCode()) {
      remember(exchange, flow, task);
      return answered(exchange, Condition.SMS_CODE_WRONG, "the task waits for another code");
    }
    Case success = exchange.operation().firstSuccess();
    ObjectNode answer = success.answer().deepCopy();
    FlowValues.carry(task.values(), flow, answer);
    Map<String, String> known = values.of(exchange, answer);
    known.putAll(task.values());
    sessions.open(exchange.operation(), known, task.person(), task.sessionLifetime());
    return Optional.of(Answer.of(success, answer).because("the task was redeemed"));
  }

  /** A hosted account stands for the tax number where its person failed last. */
  private void remember(Exchange exchange, Flow flow, Task task) {
    Optional<String> taxNumber = taxNumber(exchange, flow);
    for (Operation creator : creators) {
      FlowValues.all(creator.flow().map(Flow::person).orElse(List.of()), task.values())
          .ifPresent(
              person -> taxNumber.ifPresent(at -> state.failedLogins().remember(person, at)));
    }
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
    boolean holds = sessions.holds(exchange.operation(), values(exchange, flow.session()));
    return answered(
        exchange,
        holds ? Condition.SESSION_HELD : Condition.SESSION_ENDED,
        holds ? "a login opened the session" : "no login opened the session, or it has ended");
  }

  /** Takes a session that was opened elsewhere. */
  Optional<Answer> upload(Exchange exchange, Flow flow) {
    Case success = uploaded(exchange, flow);
    enterUpload(exchange, flow, success);
    return Optional.of(Answer.of(success).because("the mock takes every cookie for good"));
  }

  private static Case uploaded(Exchange exchange, Flow flow) {
    Operation operation = exchange.operation();
    return flow.kind()
        .flatMap(exchange::value)
        .flatMap(
            kind ->
                operation.cases().stream()
                    .filter(c -> c.family() == Family.OK)
                    .filter(c -> asks(c, flow.kind().get(), kind))
                    .findFirst())
        .orElseGet(operation::firstSuccess);
  }

  private static boolean asks(Case documented, String field, String value) {
    return documented.request().filter(r -> r.path(field).asText().equals(value)).isPresent();
  }

  private void enterUpload(Exchange exchange, Flow flow, Case success) {
    sessions.open(
        exchange.operation(),
        values.of(exchange, success.answer()),
        List.of(),
        flow.sessionLifetime().orElse(Duration.ZERO));
  }

  /** Creates, changes or tells of a hosted account. */
  Optional<Answer> keepAccount(Exchange exchange, Flow flow) {
    return flow.account().flatMap(account -> accounts.answer(exchange, account));
  }

  /** Enters into the state what a documented answer says has happened. */
  void follow(Exchange exchange, Case documented) {
    if (documented.family() == Family.OK) {
      exchange.operation().flow().ifPresent(flow -> follow(exchange, flow, documented));
    }
  }

  private void follow(Exchange exchange, Flow flow, Case documented) {
    switch (flow.role()) {
      case ISSUES_TASK -> {
        state.claimSend(identity(exchange, flow), flow.resendAfter().orElse(Duration.ZERO));
        enter(exchange, flow, documented.answer());
      }
      case REDEEMS_TASK -> {
        taxNumber(exchange, flow).ifPresent(state.failedLogins()::succeed);
        Map<String, String> known = values.of(exchange, documented.answer());
        sessions.open(exchange.operation(), known, List.of(), sessions.longest());
      }
      case UPLOADS_SESSION -> {
        if (documented.equals(uploaded(exchange, flow))) {
          enterUpload(exchange, flow, documented);
        }
      }
      case KEEPS_ACCOUNT ->
          flow.account().ifPresent(account -> accounts.follow(exchange, account, documented));
      case CHECKS_SESSION, ISSUES_TOKEN -> {}
    }
  }

  private static List<String> identity(Exchange exchange, Flow flow) {
    return values(exchange, flow.identity());
  }

  private static List<String> values(Exchange exchange, List<String> fields) {
    return fields.stream().map(f -> exchange.value(f).orElse("")).toList();
  }
}
