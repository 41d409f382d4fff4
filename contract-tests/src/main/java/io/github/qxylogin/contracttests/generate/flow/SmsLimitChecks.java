package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** When an SMS is sent, when it is too soon for one, and when none is needed. */
public final class SmsLimitChecks {
  private final Contract contract;
  private final Operation sending;
  private final Flow flow;

  private SmsLimitChecks(Contract contract, Operation sending, Flow flow) {
    this.contract = contract;
    this.sending = sending;
    this.flow = flow;
  }

  public static Stream<Check> of(Contract contract, Operation operation) {
    return Stream.ofNullable(operation.flow())
        .filter(flow -> flow.role() == Flow.Role.ISSUES_TASK)
        .flatMap(flow -> new SmsLimitChecks(contract, operation, flow).all());
  }

  private Stream<Check> all() {
    return Stream.concat(
        Stream.ofNullable(flow.resendAfter()).flatMap(this::limited),
        Stream.ofNullable(flow.withoutSms())
            .flatMap(without -> without.values().stream().map(v -> notNeeded(without, v))));
  }

  private Stream<Check> limited(Duration resendAfter) {
    Stream<Check> always =
        Stream.of(
            check(
                "too-recent",
                "another SMS at once",
                Set.of(Need.MOCK),
                sent(Whose.PERSON),
                refused()),
            check(
                "sms-to-another",
                "an SMS to somebody else at once",
                Set.of(Need.SECOND_PERSON),
                sent(Whose.PERSON),
                sent(Whose.OTHER_PERSON)));
    return Stream.of(always, colleague(), Stream.of(sentAgain(resendAfter)))
        .flatMap(checks -> checks);
  }

  /** Where all that names somebody is an account, that has no colleague. */
  private Stream<Check> colleague() {
    return forWhom().equals(flow.identity())
        ? Stream.empty()
        : Stream.of(
            check(
                "sms-to-a-colleague",
                "an SMS to another person of the same taxpayer at once",
                Set.of(Need.MOCK),
                sent(Whose.PERSON),
                sent(Whose.OTHER_PERSON, FlowBody.sentBefore(forWhom(), 0, sending))));
  }

  private Check sentAgain(Duration resendAfter) {
    return check(
        "sent-again",
        "another SMS before and after it is allowed",
        Set.of(Need.MOCK, Need.CLOCK),
        sent(Whose.PERSON),
        Step.Wait.nearly(resendAfter),
        refused(),
        Step.Wait.rest(),
        sent(Whose.PERSON));
  }

  private Check notNeeded(Flow.WithoutSms without, String value) {
    Change there = Change.of(fields -> fields.put(without.field(), value));
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.Call.of(
            sending,
            FlowBody.usual(sending, Whose.PERSON, there),
            new Expectation.Documented(Login.answer(sending, Condition.SMS_NOT_NEEDED))));
    for (Operation checking : contract.operations(Flow.Role.CHECKS_SESSION)) {
      sending
          .linkTo(checking)
          .map(link -> new SessionCheck(checking, link, false))
          .ifPresent(session -> steps.add(session.held(0)));
    }
    return check(
        "without-sms-" + value,
        without.field() + " " + value + ", where no SMS is needed",
        Set.of(Need.MOCK),
        steps.toArray(Step[]::new));
  }

  /** Returns the fields that tell for whom a person logs in. */
  private List<String> forWhom() {
    List<String> forWhom = new ArrayList<>(flow.identity());
    forWhom.removeAll(flow.person());
    return forWhom;
  }

  private Step.Call sent(Whose whose) {
    return sent(whose, Change.NONE);
  }

  private Step.Call sent(Whose whose, Change change) {
    return Step.Call.of(
        sending,
        FlowBody.usual(sending, whose, change),
        new Expectation.Documented(sending.firstSuccess()));
  }

  private Step.Call refused() {
    return Step.Call.of(
        sending,
        FlowBody.usual(sending, Whose.PERSON, Change.NONE),
        new Expectation.Documented(Login.answer(sending, Condition.SMS_TOO_RECENT)));
  }

  private Check check(String name, String subject, Set<Need> needs, Step... steps) {
    return new Check(sending.id() + "/flow/" + name, sending, subject, needs, List.of(steps));
  }
}
