package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tokens that calls carry: what they open, how they are renewed, and when they end. */
public final class TokenChecks {
  private final Contract contract;
  private final Operation issuing;
  private final Flow.Token token;
  private final Optional<Operation> reading;

  private TokenChecks(Contract contract, Operation issuing, Flow.Token token) {
    this.contract = contract;
    this.issuing = issuing;
    this.token = token;
    this.reading = signed(contract).filter(other -> other.effect() == Effect.NONE).findFirst();
  }

  public static Stream<Check> of(Contract contract, Operation operation) {
    return operation.inFlow(Flow::token).stream()
        .map(token -> new TokenChecks(contract, operation, token))
        .flatMap(TokenChecks::all);
  }

  /** Returns the operations whose calls carry a token; a module may have none. */
  public static Stream<Operation> signed(Contract contract) {
    return contract.operations().stream().filter(Operation::signed);
  }

  private Stream<Check> all() {
    return Stream.of(
            reading.stream().map(this::issued),
            Stream.of(wrongSecret()),
            signed(contract).limit(1).map(any -> expired()),
            issuing.linkTo(issuing).stream().map(this::renewed))
        .flatMap(checks -> checks);
  }

  private Check issued(Operation opened) {
    return check(
        "issued",
        "a call that carries the token",
        Set.of(Need.AUTHENTICATION, Need.MOCK),
        fetch(),
        new Step.TakeToken(0),
        open(opened));
  }

  /** The secret is the caller's own but for its end: whoever knows no secret gets no token. */
  private Check wrongSecret() {
    return check(
        "wrong-secret",
        "a secret that is not the application's",
        Set.of(Need.AUTHENTICATION),
        Step.Call.of(
            issuing,
            FlowBody.usual(issuing, Whose.KNOWN, FlowBody.otherEnd(token.secret())),
            new Expectation.Documented(Login.answer(issuing, Condition.SECRET_WRONG))));
  }

  private Check expired() {
    long milliseconds = issuing.firstSuccess().answer().at(token.lifetime()).asLong();
    List<Step> steps = new ArrayList<>();
    steps.add(fetch());
    steps.add(new Step.Wait(Duration.ofMillis(milliseconds)));
    steps.add(new Step.TakeToken(0));
    signed(contract).forEach(operation -> steps.add(refused(operation)));
    return check(
        "expired",
        "every call that carries a token after its lifetime",
        Set.of(Need.AUTHENTICATION, Need.MOCK, Need.CLOCK),
        steps.toArray(Step[]::new));
  }

  private Check renewed(Link link) {
    List<Step> steps = new ArrayList<>();
    steps.add(fetch());
    steps.add(renew(link, issuing.firstSuccess()));
    reading.ifPresent(
        opened ->
            steps.addAll(
                List.of(new Step.TakeToken(1), open(opened), new Step.TakeToken(0), open(opened))));
    steps.add(renew(link, Login.answer(issuing, Condition.REFRESH_TOKEN_UNKNOWN)));
    return check(
        "renewed",
        "a token that is renewed, once",
        Set.of(Need.AUTHENTICATION, Need.MOCK),
        steps.toArray(Step[]::new));
  }

  private Step.Call fetch() {
    return Step.Call.of(
        issuing,
        FlowBody.usual(issuing, Whose.KNOWN, Change.NONE),
        new Expectation.Documented(issuing.firstSuccess()));
  }

  /** Nothing but what the link tells stands beside a refresh token. */
  private Step.Call renew(Link link, Case wanted) {
    return Step.Call.of(
        issuing,
        new Body.Fields(
            JsonNodeFactory.instance.objectNode(), Whose.DOCUMENTED, Change.link(link, 0, issuing)),
        new Expectation.Documented(wanted));
  }

  private static Step.Call open(Operation reading) {
    return Step.Call.of(
        reading,
        FlowBody.usual(reading, Whose.KNOWN, Change.NONE),
        new Expectation.Documented(reading.firstSuccess()));
  }

  private Step.Call refused(Operation operation) {
    return Step.Call.of(
        operation,
        FlowBody.usual(operation, Whose.KNOWN, Change.NONE),
        operation
            .caseWhen(Condition.TOKEN_EXPIRED)
            .<Expectation>map(Expectation.Documented::new)
            .orElseGet(() -> Refusals.of(contract, operation, Condition.TOKEN_EXPIRED)));
  }

  private Check check(String name, String subject, Set<Need> needs, Step... steps) {
    return new Check(issuing.id() + "/flow/" + name, issuing, subject, needs, List.of(steps));
  }
}
