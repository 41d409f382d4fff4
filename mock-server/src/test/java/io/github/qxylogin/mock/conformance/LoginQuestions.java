package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.contract.Condition.SESSION_ENDED;
import static io.github.qxylogin.contract.Condition.SESSION_HELD;
import static io.github.qxylogin.contract.Condition.SMS_CODE_WRONG;
import static io.github.qxylogin.contract.Condition.TASK_ENDED;

import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of a login's tasks and sessions. */
class LoginQuestions extends Conversation {
  final Login login;
  final Operation issue;
  final Operation redeem;

  LoginQuestions(Server server, Login login) {
    super(server);
    this.login = login;
    issue = login.issue();
    redeem = login.redeem();
  }

  static Stream<Question> tasks(Login login) {
    Flow issuing = login.issue().flow();
    boolean ofSomebody = !login.redeem().flow().identity().isEmpty();
    return about(login)
        .ask("task-redeemed-twice", LoginQuestions::redeemedTwice)
        .ask("task-issued-by-nobody", LoginQuestions::issuedByNobody)
        .ask(ofSomebody, "task-of-another", LoginQuestions::taskOfAnother)
        .ask(ofSomebody, "tasks-of-two", LoginQuestions::tasksOfTwo)
        .ask(login.bySms(), "wrong-code-leaves-the-task", LoginQuestions::wrongCode)
        .ask("errors-leave-the-task", LoginQuestions::errors)
        .ask(issuing.taskLifetime() != null, "task-ends", LoginQuestions::taskEnds)
        .ask(
            login.issue().caseWhen(SESSION_HELD).isPresent(),
            "logged-in-already",
            LoginQuestions::loggedInAlready)
        .stream();
  }

  private static Asked<LoginQuestions> about(Login login) {
    return new Asked<>(login.toString(), server -> new LoginQuestions(server, login));
  }

  final Made issued(Who who) {
    return ask(issue, who).succeeds();
  }

  final Ask redeem(Made task) {
    return ask(redeem, task);
  }

  private void redeemedTwice() {
    Made task = issued(Who.FRESH);
    redeem(task).succeeds();
    redeem(task).gets(TASK_ENDED);
  }

  /** Its last digit alone differs from a task that waits: a mock that loses digits takes it. */
  private void issuedByNobody() {
    Made task = issued(Who.FRESH);
    redeem(task).edit(redeem.flow().task(), Bodies::otherEnd).gets(TASK_ENDED);
    redeem(task).edit(redeem.flow().task(), Bodies::otherStart).gets(TASK_ENDED);
    redeem(task).succeeds();
  }

  private void taskOfAnother() {
    Made first = issued(Who.FRESH);
    Made second = issued(Who.SECOND);
    String task = first.response().at(issue.flow().taskAt()).asText();
    redeem(second).set(redeem.flow().task(), task).gets(TASK_ENDED);
    redeem(first).succeeds();
  }

  private void tasksOfTwo() {
    Made first = issued(Who.FRESH);
    redeem(issued(Who.SECOND)).succeeds();
    redeem(first).succeeds();
  }

  private void wrongCode() {
    Made task = issued(Who.FRESH);
    String code = redeem.flow().smsCode();
    redeem(task).edit(code, Bodies::otherEnd).gets(SMS_CODE_WRONG);
    redeem(task).edit(code, Bodies::otherStart).gets(SMS_CODE_WRONG);
    redeem(task).edit(code, Bodies::withoutZeros).gets(SMS_CODE_WRONG);
    redeem(task).succeeds();
  }

  private void errors() {
    Made task = issued(Who.FRESH);
    for (Field field : redeem.fields()) {
      for (FieldFault fault : FieldFault.of(redeem, field)) {
        Code.ErrorResponse error = CONTRACT.parameterError(redeem, fault.condition(), field.name());
        if (!fault.mayBeTaken()) {
          redeem(task).change(fault.change()).rejected(error, field.name());
        }
      }
    }
    if (redeem.signed()) {
      SigningFault.all().forEach(fault -> redeem(task).rejected(fault));
    }
    redeem(task).succeeds();
  }

  private void taskEnds() {
    Made task = issued(Who.FRESH);
    Made later = issued(Who.SECOND);
    passNearly(issue.flow().taskLifetime());
    redeem(task).succeeds();
    pass(A_MOMENT);
    redeem(later).gets(TASK_ENDED);
  }

  private void loggedInAlready() {
    redeem(issued(Who.FRESH)).succeeds();
    ask(issue).gets(SESSION_HELD);
  }

  static Stream<Question> sessions(Login login) {
    boolean person = !Bodies.person(login.issue()).isEmpty();
    boolean forWhom = !Bodies.forWhom(login.issue()).isEmpty();
    boolean ends = login.issue().flow().sessionLifetime() != null;
    Asked<LoginQuestions> asked = about(login);
    for (Operation session : login.sessions()) {
      String by = "-by-" + session.id();
      List<String> own = ownNames(login, session);
      Optional<Field> region = region(login.issue());
      asked
          .ask("session-opened" + by, c -> c.sessionOpened(session))
          .ask(!own.isEmpty(), "session-of-another" + by, c -> c.sessionOfAnother(session, own))
          .ask(person && forWhom, "session-kicked-out" + by, c -> c.kickedOut(session))
          .ask(
              forWhom && region.isPresent(),
              "session-in-another-region" + by,
              c -> c.inAnotherRegion(session, region.orElseThrow()))
          .ask(ends, "session-ends" + by, c -> c.sessionEnds(session));
    }
    return asked.stream();
  }

  /** Logs in, and returns the call that names the session. */
  private Made opened(Operation session, Made issued) {
    Made redeemed = redeem(issued).succeeds();
    return login.sourceOf(session).equals(redeem) ? redeemed : issued;
  }

  private void sessionOpened(Operation session) {
    Made issued = issued(Who.FRESH);
    if (login.sourceOf(session).equals(issue)) {
      ask(session, issued).gets(SESSION_ENDED);
    }
    ask(session, opened(session, issued)).gets(SESSION_HELD);
  }

  private void sessionOfAnother(Operation session, List<String> own) {
    Made opened = opened(session, issued(Who.FRESH));
    own.forEach(field -> ask(session, opened).asSecond(session, field).gets(SESSION_ENDED));
    if (own.size() > 1) {
      Made second = opened(session, issued(Who.SECOND));
      own.forEach(f -> ask(session, opened).asHandedOn(second, f).gets(SESSION_ENDED));
    }
    ask(session, opened).gets(SESSION_HELD);
  }

  /** One natural person holds one session a region, whomever it is for. */
  private void kickedOut(Operation session) {
    Made first = opened(session, issued(Who.FRESH));
    ask(session, first).gets(SESSION_HELD);
    Made later = opened(session, forAnother().succeeds());
    ask(session, later).gets(SESSION_HELD);
    ask(session, first).gets(SESSION_ENDED);
  }

  private Ask forAnother() {
    Ask ask = ask(issue);
    Bodies.forWhom(issue).forEach(field -> ask.asSecond(issue, field));
    return ask;
  }

  private void inAnotherRegion(Operation session, Field region) {
    Made first = opened(session, issued(Who.FRESH));
    String other = regions(issue, region).findFirst().orElseThrow();
    Made later = opened(session, forAnother().set(region.name(), other).succeeds());
    ask(session, later).gets(SESSION_HELD);
    ask(session, first).gets(SESSION_HELD);
  }

  /** Returns a field of the person that has another value of the usual form with an SMS too. */
  private static Optional<Field> region(Operation issue) {
    return issue.fields().stream()
        .filter(field -> issue.flow().person().contains(field.name()))
        .filter(field -> regions(issue, field).findAny().isPresent())
        .findFirst();
  }

  private static Stream<String> regions(Operation issue, Field field) {
    String usual = Bodies.usual(issue).path(field.name()).asText();
    Flow.Among without = issue.flow().withoutSms();
    return field.names().keySet().stream()
        .filter(value -> value.length() == usual.length() && !value.equals(usual))
        .filter(value -> without == null || !without.values().contains(value))
        .sorted();
  }

  private void sessionEnds(Operation session) {
    Made opened = opened(session, issued(Who.FRESH));
    passNearly(issue.flow().sessionLifetime());
    ask(session, opened).gets(SESSION_HELD);
    pass(A_MOMENT);
    ask(session, opened).gets(SESSION_ENDED);
  }

  /** Returns the fields of a session's name that differ from person to person. */
  private static List<String> ownNames(Login login, Operation session) {
    Operation from = login.sourceOf(session);
    Link link = from.linkTo(session).orElseThrow();
    return session.flow().session().stream()
        .filter(name -> differs(from, link.fields().get(name)))
        .toList();
  }

  private static boolean differs(Operation from, Link.Source source) {
    if (!(source instanceof Link.Source.Place place)) {
      return false;
    }
    return place.inResponse()
        ? from.templates().stream().anyMatch(template -> template.at().equals(place.at()))
        : from.flow().identity().contains(place.at().last().getMatchingProperty());
  }

  /** The session is not there after the logout. */
  static Stream<Question> logouts(Login login) {
    Asked<LoginQuestions> asked = about(login);
    CONTRACT.operations(Flow.Role.ENDS_SESSION).stream()
        .filter(end -> login.issue().linkTo(end).isPresent())
        .forEach(
            end ->
                login.sessions().stream()
                    .filter(session -> login.issue().linkTo(session).isPresent())
                    .forEach(
                        session ->
                            asked.ask(
                                "logged-out-by-" + end.id() + "-as-" + session.id(),
                                c -> c.loggedOut(end, session))));
    return asked.stream();
  }

  private void loggedOut(Operation end, Operation session) {
    Made issued = issued(Who.FRESH);
    redeem(issued).succeeds();
    ask(session, issued).gets(SESSION_HELD);
    ask(end, issued).succeeds();
    ask(session, issued).gets(SESSION_ENDED);
  }
}
