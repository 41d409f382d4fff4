package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.contract.Condition.LOGIN_LOCKED;
import static io.github.qxylogin.contract.Condition.SESSION_ENDED;
import static io.github.qxylogin.contract.Condition.SESSION_HELD;
import static io.github.qxylogin.contract.Condition.SMS_CODE_WRONG;
import static io.github.qxylogin.contract.Condition.SMS_TOO_RECENT;
import static io.github.qxylogin.contract.Condition.TASK_ENDED;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.conformance.Mutation.Call;
import io.github.qxylogin.mock.conformance.Mutation.Mutated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Violations in what a call makes of the calls before it: tasks, sessions, locks, persons. */
final class FlowMutations extends Mutations {
  private static final Duration SOME_TIME = Duration.ofMinutes(1);
  private static final String ALL = "everybody";

  private final Flow flow;

  FlowMutations(Operation operation, Map<String, List<Mutation>> byOperator) {
    super(operation, byOperator);
    flow = operation.flow();
  }

  void add() {
    if (flow == null) {
      return;
    }
    if (hasCase(SMS_TOO_RECENT)) {
      resending();
    }
    if (flow.withoutSms() != null) {
      withoutSms(flow.withoutSms());
    }
    if (flow.task() != null) {
      tasks();
    }
    if (flow.role() == Flow.Role.CHECKS_SESSION) {
      sessions();
    }
    for (Condition told : List.of(SESSION_HELD, SESSION_ENDED)) {
      if (hasCase(told)) {
        instead("always-" + told.key(), ALL, (now, s) -> now.succeeded(), error(told));
      }
    }
    if (flow.lockedBy() != null && hasCase(LOGIN_LOCKED)) {
      locks(flow.lock());
    }
    persons();
  }

  private List<String> identity(Call call) {
    return flow.identity().stream().map(call.request()::text).toList();
  }

  private boolean succeeded(Call call) {
    return call.of(operation) && call.succeeded();
  }

  private void resending() {
    Response error = error(SMS_TOO_RECENT);
    instead("resend-limit-ignored", ALL, (now, s) -> came(now, SMS_TOO_RECENT), success());
    instead(
        "resend-limit-never-lifted",
        ALL,
        (now, s) -> succeeded(now) && sent(s, c -> identity(c).equals(identity(now))),
        error);
    instead(
        "resend-limit-for-everybody",
        ALL,
        (now, s) -> succeeded(now) && sent(s, c -> !identity(c).equals(identity(now))),
        error);
    for (String field : flow.identity().size() > 1 ? flow.identity() : List.<String>of()) {
      instead(
          "resend-limit-by-one-field",
          field,
          (now, s) ->
              succeeded(now)
                  && sent(s, c -> !identity(c).equals(identity(now)) && same(field, c, now)),
          error);
    }
  }

  private boolean sent(Mutated server, Predicate<Call> which) {
    return server.before(c -> succeeded(c) && which.test(c)).findAny().isPresent();
  }

  private static boolean same(String field, Call one, Call other) {
    return one.request().text(field).equals(other.request().text(field));
  }

  private void withoutSms(Flow.Among without) {
    JsonNode usual = Bodies.usual(operation).path(without.field());
    for (String value : without.values()) {
      moves("sms-asked-where-not-needed", value, value::equals, usual);
    }
    JsonNode other = TextNode.valueOf(without.values().get(0));
    moves("sms-not-asked-where-needed", ALL, v -> !without.values().contains(v), other);
  }

  /** Treats some callers as if they were elsewhere. */
  private void moves(String operator, String place, Predicate<String> which, JsonNode elsewhere) {
    String field = flow.withoutSms().field();
    changesRequests(
        operator,
        place,
        r ->
            r.json().has(field) && r.undocumented() && which.test(r.text(field))
                ? r.changed(body -> body.set(field, elsewhere))
                : r);
  }

  /** The state of a task, as a mutation sees it. */
  private enum State {
    UNKNOWN,
    OF_ANOTHER,
    REDEEMED,
    OPEN
  }

  private void tasks() {
    accepts("unknown-task-accepted", State.UNKNOWN);
    if (!flow.identity().isEmpty()) {
      accepts("task-of-another-accepted", State.OF_ANOTHER);
    }
    if (flow.role() == Flow.Role.REDEEMS_TASK) {
      accepts("task-reusable", State.REDEEMED);
      accepts("task-never-ends", State.OPEN);
      instead(
          "task-ends-early",
          ALL,
          (now, s) ->
              succeeded(now) && issuing(s, now).filter(c -> hasAged(c.at(), now.at())).isPresent(),
          error(TASK_ENDED));
    }
    if (flow.smsCode() != null && hasCase(SMS_CODE_WRONG)) {
      Response wrong = error(SMS_CODE_WRONG);
      instead("wrong-sms-code-accepted", ALL, (now, s) -> came(now, SMS_CODE_WRONG), success());
      instead("right-sms-code-rejected", ALL, (now, s) -> succeeded(now), wrong);
      instead(
          "wrong-sms-code-uses-task-up",
          ALL,
          (now, s) ->
              succeeded(now)
                  && s.before(c -> came(c, SMS_CODE_WRONG) && same(flow.task(), c, now))
                      .findAny()
                      .isPresent(),
          error(TASK_ENDED));
      halfCode("sms-code-by-its-end-alone", true);
      halfCode("sms-code-by-its-start-alone", false);
    }
  }

  private static boolean hasAged(Instant from, Instant now) {
    return from.plus(SOME_TIME).isBefore(now);
  }

  private void halfCode(String operator, boolean end) {
    add(
        operator,
        flow.smsCode(),
        (request, server) -> {
          boolean sms = server.past().stream().anyMatch(c -> issues(c, request));
          String code = sms ? server.smsCode(request.text(flow.task())) : "";
          String sent = request.text(flow.smsCode());
          int half = code.length() / 2;
          boolean counts =
              sms
                  && sent.length() == code.length()
                  && (end
                      ? sent.endsWith(code.substring(half))
                      : sent.startsWith(code.substring(0, half)));
          Request asked =
              counts ? request.changed(body -> body.put(flow.smsCode(), code)) : request;
          return server.honestly(asked).response();
        });
  }

  /** Returns what an earlier call hands on to this operation. */
  private Optional<ObjectNode> handedOn(Call call) {
    return call.request()
        .operation()
        .linkTo(operation)
        .filter(link -> call.response().succeeds(call.request().operation()))
        .flatMap(link -> Bodies.handedOn(link, call.request().json(), call.response().json()));
  }

  private boolean issues(Call call, Request request) {
    return handedOn(call)
        .filter(body -> body.path(flow.task()).asText().equals(request.text(flow.task())))
        .isPresent();
  }

  private Optional<Call> issuing(Mutated server, Call now) {
    return server.before(c -> issues(c, now.request())).findFirst();
  }

  private void accepts(String operator, State state) {
    replaces(
        operator,
        ALL,
        (now, server) -> {
          Optional<Call> redeemed =
              server.before(c -> succeeded(c) && same(flow.task(), c, now)).findFirst();
          return came(now, TASK_ENDED) && state(now, server, redeemed.isPresent()) == state
              ? redeemed.map(Call::response).orElseGet(this::success)
              : now.response();
        });
  }

  private State state(Call now, Mutated server, boolean redeemed) {
    Optional<ObjectNode> issued = issuing(server, now).flatMap(this::handedOn);
    if (issued.isEmpty()) {
      return State.UNKNOWN;
    }
    boolean same =
        issued.get().properties().stream()
            .allMatch(f -> now.request().text(f.getKey()).equals(f.getValue().asText()));
    if (!same) {
      return State.OF_ANOTHER;
    }
    return redeemed ? State.REDEEMED : State.OPEN;
  }

  private void sessions() {
    Response held = hasCase(SESSION_HELD) ? error(SESSION_HELD) : success();
    Response ended = error(SESSION_ENDED);
    holds(
        "session-never-ends",
        SESSION_ENDED,
        (opened, now) -> opened != null && hasAged(opened, now),
        held);
    holds(
        "session-not-kicked-out",
        SESSION_ENDED,
        (opened, now) -> opened != null && !hasAged(opened, now),
        held);
    holds("session-of-nobody-holds", SESSION_ENDED, (opened, now) -> opened == null, held);
    holds(
        "session-ends-early",
        SESSION_HELD,
        (opened, now) -> opened != null && hasAged(opened, now),
        ended);
    holds("session-never-holds", SESSION_HELD, (opened, now) -> true, ended);
  }

  private interface Holding {
    boolean test(Instant opened, Instant now);
  }

  /** Returns another response about a session, by its age. */
  private void holds(String operator, Condition wanted, Holding which, Response other) {
    instead(
        operator,
        "every session",
        (now, server) ->
            came(now, wanted) && which.test(opened(now, server).orElse(null), now.at()),
        other);
  }

  private Optional<Instant> opened(Call now, Mutated server) {
    return server
        .before(
            c ->
                handedOn(c)
                    .filter(b -> session(b).equals(session(now.request().json())))
                    .isPresent())
        .map(Call::at)
        .reduce((first, later) -> later);
  }

  private List<String> session(JsonNode fields) {
    return flow.session().stream().map(field -> fields.path(field).asText()).toList();
  }

  /** Returns the identity of a call, by its task if nothing else names it. */
  private List<String> owner(Call call) {
    if (flow.lock().midnight() == null) {
      return List.of(call.request().text(flow.lock().of()));
    }
    return flow.task() == null ? identity(call) : List.of(call.request().text(flow.task()));
  }

  private void locks(Flow.Lock lock) {
    int most = lock.failures();
    counted("lock-ignored", LOGIN_LOCKED, n -> true, success());
    if (hasCase(SMS_CODE_WRONG)) {
      Response locked = error(LOGIN_LOCKED);
      counted("lock-too-late", LOGIN_LOCKED, n -> n == 1, error(SMS_CODE_WRONG));
      counted("lock-too-early", SMS_CODE_WRONG, n -> n >= most, locked);
      if (lock.midnight() == null) {
        counted("failures-kept-after-a-success", SMS_CODE_WRONG, n -> n > most, locked);
      }
    }
    if (flow.task() != null) {
      instead(
          "failures-counted-by-task",
          "every task",
          (now, s) ->
              came(now, LOGIN_LOCKED)
                  && s.before(c -> came(c, SMS_CODE_WRONG) && same(flow.task(), c, now)).count()
                      <= most,
          success());
    }
    instead(
        "lock-never-ends",
        ALL,
        (now, s) ->
            s.before(c -> came(c, LOGIN_LOCKED) && owner(c).equals(owner(now)))
                .findAny()
                .isPresent(),
        error(LOGIN_LOCKED));
    List<Operation> recovering = Conversation.hosted(Does.RECOVERS);
    instead(
        "every-lock-lifted-at-once",
        ALL,
        (now, s) ->
            came(now, LOGIN_LOCKED)
                && s.before(c -> recovering.contains(c.request().operation()) && c.succeeded())
                    .findAny()
                    .isPresent(),
        success());
  }

  /** Returns another response once the server has sent one so many times to an identity. */
  private void counted(String operator, Condition wanted, IntPredicate times, Response other) {
    instead(
        operator,
        ALL,
        (now, s) ->
            came(now, wanted)
                && times.test(
                    1
                        + (int)
                            s.before(c -> came(c, wanted) && owner(c).equals(owner(now))).count()),
        other);
  }

  private void persons() {
    sameForAll("task-the-same-for-all", Stream.ofNullable(flow.taskAt()));
    operation.templates().stream()
        .filter(template -> flow.entity() == null || isOfCreated())
        .forEach(t -> sameForAll("computed-member-of-another", Stream.of(t.at())));
    sameForAll(
        "token-the-same-for-all",
        Stream.ofNullable(flow.token()).flatMap(t -> Stream.of(t.at(), t.refreshAt())));
    boolean ofAccount = flow.account() != null && flow.account().at() != null;
    boolean tells = flow.token() != null || flow.taskAt() != null || takesOver();
    if (tells || ofAccount) {
      replaces(
          "response-of-another",
          ALL,
          (now, s) ->
              succeeded(now)
                  ? s.before(this::succeeded)
                      .reduce((first, later) -> later)
                      .map(Call::response)
                      .orElseGet(this::success)
                  : now.response());
    }
  }

  /** No question knows an entity that no operation creates, such as an SMS: InboxTest does. */
  private boolean isOfCreated() {
    return Conversation.CONTRACT.operations().stream()
        .anyMatch(o -> Expected.creates(o, flow.entity().kind()));
  }

  private boolean takesOver() {
    return (flow.entity() == null || isOfCreated())
        && operation.templates().stream().anyMatch(t -> t.text().matches("\\{\\{\\w+\\.\\w+}}"));
  }

  /** Returns the first caller's response to everybody, or another one if all are equal. */
  private void sameForAll(String operator, Stream<JsonPointer> places) {
    places
        .filter(
            at ->
                flow.token() != null
                    || operation.cases().stream().anyMatch(c -> c.response().at(at).isValueNode()))
        .forEach(at -> replaces(operator, at.toString(), (now, s) -> firstAt(at, now, s)));
  }

  private Response firstAt(JsonPointer at, Call now, Mutated server) {
    JsonNode value = now.response().json().at(at);
    Optional<JsonNode> first =
        server
            .before(this::succeeded)
            .map(call -> call.response().json().at(at))
            .filter(told -> !told.isMissingNode())
            .findFirst();
    if (!succeeded(now) || value.isMissingNode() || first.isEmpty()) {
      return now.response();
    }
    JsonNode other = first.get().equals(value) ? ResponseMutations.other(value) : first.get();
    return now.response()
        .changed(
            body -> ((ObjectNode) body.at(at.head())).set(at.last().getMatchingProperty(), other));
  }
}
