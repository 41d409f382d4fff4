package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.contract.Condition.REFRESH_TOKEN_UNKNOWN;
import static io.github.qxylogin.contract.Condition.SECRET_WRONG;
import static io.github.qxylogin.contract.Condition.SESSION_ENDED;
import static io.github.qxylogin.contract.Condition.SESSION_HELD;
import static io.github.qxylogin.contract.Condition.SMS_NOT_NEEDED;
import static io.github.qxylogin.contract.Condition.SMS_TOO_RECENT;
import static io.github.qxylogin.contract.Condition.TASK_ENDED;
import static io.github.qxylogin.contract.Condition.TOKEN_EXPIRED;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an operation does in its role, but for logins and hosted accounts. */
final class RoleQuestions extends Conversation {
  private final Operation operation;
  private final Flow flow;

  private RoleQuestions(Server server, Operation operation) {
    super(server);
    this.operation = operation;
    flow = operation.flow();
  }

  static Stream<Question> of(Operation operation) {
    Flow flow = operation.flow();
    Asked<RoleQuestions> asked =
        new Asked<>(operation.id(), server -> new RoleQuestions(server, operation));
    if (flow == null) {
      return Stream.empty();
    }
    switch (flow.role()) {
      case ISSUES_TASK -> issuing(asked, flow);
      case CHECKS_SESSION ->
          asked.ask(!returnedNames(operation).isEmpty(), "session-of-nobody", c -> c.nobodys());
      case POLLS_TASK ->
          linked(operation).forEach(o -> asked.ask("poll-" + o.id(), c -> c.polls(o)));
      case UPLOADS_SESSION ->
          operation
              .links()
              .forEach(link -> asked.ask("opens-" + link.operationId(), c -> c.opens(link)));
      case ISSUES_TOKEN ->
          asked
              .ask("wrong-secret", RoleQuestions::wrongSecret)
              .ask("token-expires", RoleQuestions::tokenExpires)
              .ask("token-renewed-once", RoleQuestions::renewedOnce);
      default -> {}
    }
    kinds(operation).forEach(c -> asked.ask("kind-" + c.name(), question -> question.kind(c)));
    asked.ask(flow.needsSession() != null, "needs-session", RoleQuestions::needsSession);
    return asked.stream();
  }

  private static Stream<Operation> linked(Operation operation) {
    return CONTRACT.operations().stream().filter(o -> o.linkTo(operation).isPresent());
  }

  private static void issuing(Asked<RoleQuestions> asked, Flow flow) {
    asked
        .ask(flow.resendAfter() != null, "too-recent", RoleQuestions::tooRecent)
        .ask(flow.resendAfter() != null, "not-limited", RoleQuestions::othersAreNotLimited);
    if (flow.withoutSms() != null) {
      flow.withoutSms()
          .values()
          .forEach(value -> asked.ask("without-sms-" + value, c -> c.withoutSms(value)));
    }
  }

  private void tooRecent() {
    ask(operation).succeeds();
    ask(operation).gets(SMS_TOO_RECENT);
    passNearly(flow.resendAfter());
    ask(operation).gets(SMS_TOO_RECENT);
    pass(A_MOMENT);
    ask(operation).succeeds();
  }

  /** Somebody else, a colleague, and the same person for another taxpayer. */
  private void othersAreNotLimited() {
    Made first = ask(operation).succeeds();
    ask(operation, Who.SECOND).succeeds();
    boolean persons = flow.account() == null && flow.identity().size() > 1;
    for (String field : persons ? flow.identity() : List.<String>of()) {
      ask(operation, Who.SECOND).as(first, List.of(field)).succeeds();
    }
  }

  private void withoutSms(String value) {
    Made done = ask(operation).set(flow.withoutSms().field(), value).gets(SMS_NOT_NEEDED);
    CONTRACT.operations(Flow.Role.CHECKS_SESSION).stream()
        .filter(session -> operation.linkTo(session).isPresent())
        .forEach(session -> ask(session, done).gets(SESSION_HELD));
    ask(operation, Who.SECOND).set(flow.withoutSms().field(), value).gets(SMS_NOT_NEEDED);
  }

  /** Returns the fields of a session's name that a response contains, and no person chooses. */
  private static List<String> returnedNames(Operation session) {
    return session.flow().session().stream()
        .filter(name -> Bodies.field(session, name).orElseThrow().accepts(TextNode.valueOf("")))
        .filter(
            name ->
                linked(session)
                    .map(o -> o.linkTo(session).orElseThrow().fields().get(name))
                    .anyMatch(s -> s instanceof Link.Source.Place place && place.inResponse()))
        .toList();
  }

  private void nobodys() {
    Ask ask = ask(operation);
    returnedNames(operation).forEach(field -> ask.set(field, "0123456789abcdef".repeat(2)));
    ask.gets(SESSION_ENDED);
  }

  private void polls(Operation start) {
    Made started = ask(start).succeeds();
    reports(started, false);
    ask(operation, started).edit(flow.task(), Bodies::otherEnd).gets(TASK_ENDED);
    if (!flow.identity().isEmpty()) {
      Made other = ask(start, Who.SECOND).succeeds();
      String task = started.response().at(start.flow().taskAt()).asText();
      ask(operation, other).set(flow.task(), task).gets(TASK_ENDED);
    }
    Duration runs = operation.inFlow(Flow::status).map(Flow.Status::runsFor).orElse(null);
    if (runs != null) {
      passNearly(runs);
      reports(started, false);
      pass(A_MOMENT);
      reports(started, true);
      reports(started, true);
    }
  }

  private void reports(Made started, boolean done) {
    Flow.Status status = flow.status();
    Ask ask = ask(operation, started);
    if (status == null) {
      ask.getsSomeSuccess();
      return;
    }
    String wanted = done ? status.done() : status.running();
    Bodies.successes(operation).stream()
        .filter(c -> c.response().at(status.at()).asText().equals(wanted))
        .findFirst()
        .ifPresentOrElse(ask::gets, () -> fail("no case has " + wanted));
  }

  private static void fail(String what) {
    throw new AssertionError(what);
  }

  private void opens(Link link) {
    Operation session = CONTRACT.operation(link.operationId());
    Made uploaded = ask(operation).succeeds();
    ask(session, uploaded).gets(SESSION_HELD);
    Ask other = ask(session, uploaded);
    flow.identity().forEach(field -> other.asSecond(session, field));
    other.gets(SESSION_ENDED);
    if (flow.sessionLifetime() != null) {
      passNearly(flow.sessionLifetime());
      ask(session, uploaded).gets(SESSION_HELD);
      pass(A_MOMENT);
      ask(session, uploaded).gets(SESSION_ENDED);
    }
  }

  /** Returns the first success that is asked for by each kind. */
  private static Stream<Case> kinds(Operation operation) {
    String kind = operation.inFlow(Flow::kind).map(Flow.Kind::field).orElse(null);
    Set<String> kinds = new HashSet<>();
    return Bodies.documentedSuccesses(operation).stream()
        .filter(c -> kind != null && c.request().has(kind))
        .filter(c -> kinds.add(c.request().path(kind).asText()));
  }

  private void kind(Case success) {
    ask(operation, Who.FRESH, success.request()).gets(success);
  }

  /** It is rejected before a login, and not after it. */
  private void needsSession() {
    Operation check = CONTRACT.operation(flow.needsSession());
    Login login =
        Login.all().filter(l -> l.issue().linkTo(check).isPresent()).findFirst().orElseThrow();
    Made issued = ask(login.issue()).succeeds();
    ask(operation).session(check, issued).gets(SESSION_ENDED);
    ask(login.redeem(), issued).succeeds();
    ask(operation).session(check, issued).succeeds();
  }

  private void wrongSecret() {
    ask(operation).edit(flow.token().secret(), Bodies::otherEnd).gets(SECRET_WRONG);
  }

  private void tokenExpires() {
    Made first = ask(operation).succeeds();
    passNearly(Duration.ofMillis(first.response().at(flow.token().lifetime()).asLong()));
    read(first);
    pass(A_MOMENT);
    CONTRACT.operations().stream()
        .filter(Operation::signed)
        .forEach(o -> ask(o, Who.KNOWN).token(first).rejected(TOKEN_EXPIRED));
  }

  private void renewedOnce() {
    Made first = ask(operation).succeeds();
    Made next = ask(operation, first).linkAlone(first).succeeds();
    read(next);
    read(first);
    ask(operation, first).linkAlone(first).gets(REFRESH_TOKEN_UNKNOWN);
  }

  private void read(Made token) {
    CONTRACT.operations().stream()
        .filter(o -> o.signed() && o.effect() == Effect.NONE)
        .findFirst()
        .ifPresent(o -> ask(o, Who.KNOWN).token(token).succeeds());
  }
}
