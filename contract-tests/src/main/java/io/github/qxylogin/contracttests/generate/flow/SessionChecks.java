package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The sessions that logins open: whose they are, what ends them, and how long they hold. */
public final class SessionChecks {
  private final Login login;
  private final SessionCheck session;

  private SessionChecks(Login login, SessionCheck session) {
    this.login = login;
    this.session = session;
  }

  public static Stream<Check> of(Contract contract, Operation redeeming) {
    return Login.endingWith(contract, redeeming)
        .flatMap(
            login ->
                login.sessionChecks().stream()
                    .flatMap(session -> new SessionChecks(login, session).all()));
  }

  private Stream<Check> all() {
    Stream<Check> lasting =
        Stream.ofNullable(login.issuingFlow().sessionLifetime()).map(this::lasts);
    return Stream.of(ofAnother(), endedByAnother(), elsewhere(), lasting).flatMap(checks -> checks);
  }

  private Stream<Check> ofAnother() {
    List<String> naming = flow().session().stream().filter(this::differs).toList();
    List<Step> steps = new ArrayList<>();
    steps.add(login.issue(Whose.PERSON));
    steps.add(login.redeem(Whose.PERSON, 0));
    steps.add(
        session.call(
            session.from(0, 1),
            FlowBody.ofOther(session.operation(), naming),
            Condition.SESSION_ENDED));
    if (naming.size() > 1) {
      mix(naming, steps);
    }
    steps.add(session.held(session.from(0, 1)));
    return naming.isEmpty()
        ? Stream.empty()
        : Stream.of(check("session-of-another", "a session that somebody else asks after", steps));
  }

  /** Two sessions are open, and a part of what names the one is put in place of the other's. */
  private void mix(List<String> naming, List<Step> steps) {
    int second = steps.size();
    steps.add(login.issue(Whose.OTHER_PERSON));
    steps.add(login.redeem(Whose.OTHER_PERSON, second));
    for (String field : naming) {
      Change others =
          FlowBody.linkedField(
              session.link(), session.from(second, second + 1), session.operation(), field);
      steps.add(session.call(session.from(0, 1), others, Condition.SESSION_ENDED));
    }
  }

  /** One natural person holds one session a region, whomever it is for. */
  private Stream<Check> endedByAnother() {
    if (!login.namesThePerson() || login.forWhom().isEmpty()) {
      return Stream.empty();
    }
    List<Step> steps = twice(Change.NONE);
    steps.add(session.ended(session.from(0, 1)));
    return Stream.of(check("session-ended-by-another", "a later login of the same person", steps));
  }

  private Stream<Check> elsewhere() {
    return login.issuing().fields().stream()
        .filter(field -> login.issuingFlow().person().contains(field.name()))
        .flatMap(field -> another(field).stream())
        .filter(there -> !login.forWhom().isEmpty())
        .limit(1)
        .map(
            there -> {
              List<Step> steps = twice(there);
              steps.add(session.held(session.from(0, 1)));
              return check(
                  "session-in-another-region", "a later login of the same person elsewhere", steps);
            });
  }

  /** Sets a field whose values are known to another one that needs an SMS too. */
  private Optional<Change> another(Field field) {
    String usual = UsualBody.of(login.issuing()).path(field.name()).asText();
    Flow.WithoutSms without = login.issuingFlow().withoutSms();
    List<String> withoutSms = without == null ? List.of() : without.values();
    return field.names().keySet().stream()
        .filter(value -> value.length() == usual.length() && !value.equals(usual))
        .filter(value -> !withoutSms.contains(value))
        .sorted()
        .findFirst()
        .map(value -> Change.set(field.name(), TextNode.valueOf(value)));
  }

  /** Logs the same person in twice, for different taxpayers. */
  private List<Step> twice(Change second) {
    List<Step> steps = new ArrayList<>();
    steps.add(login.issue(Whose.PERSON));
    steps.add(login.redeem(Whose.PERSON, 0));
    steps.add(session.held(session.from(0, 1)));
    int later = steps.size();
    steps.add(
        login.issue(Whose.PERSON, FlowBody.ofOther(login.issuing(), login.forWhom()).then(second)));
    steps.add(login.redeem(Whose.PERSON, later));
    steps.add(session.held(session.from(later, later + 1)));
    return steps;
  }

  private Check lasts(Duration lifetime) {
    return login.check(
        "session-lasts",
        "a session shortly before its end, and after it",
        List.of(
            login.issue(Whose.PERSON),
            login.redeem(Whose.PERSON, 0),
            Step.Wait.nearly(lifetime),
            session.held(session.from(0, 1)),
            Step.Wait.rest(),
            session.ended(session.from(0, 1))),
        Need.MOCK,
        Need.CLOCK);
  }

  /** Not all that names a session is another for everybody: a documented constant is not. */
  private boolean differs(String field) {
    Flow from = session.fromRedeeming() ? login.redeemingFlow() : login.issuingFlow();
    if (!(session.link().fields().get(field) instanceof Link.Source.Place place)) {
      return false;
    }
    return place.inAnswer()
        ? from.carried().contains(place.at())
            || from.derived().stream().anyMatch(derived -> derived.at().equals(place.at()))
        : from.identity().contains(place.at().last().getMatchingProperty());
  }

  private Flow flow() {
    return session.operation().flow();
  }

  private Check check(String name, String subject, List<Step> steps) {
    return login.check(name, subject, steps, Need.SECOND_PERSON);
  }
}
