package io.github.qxylogin.contracttests.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.People.Whose;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The usual request of an operation, and requests whose headers or whole body are at fault. */
final class RequestChecks {
  private static final String EXTRA = "undocumented";

  private final Contract contract;
  private final Operation operation;

  private RequestChecks(Contract contract, Operation operation) {
    this.contract = contract;
    this.operation = operation;
  }

  static Stream<Check> of(Contract contract, Operation operation) {
    RequestChecks checks = new RequestChecks(contract, operation);
    return Stream.of(
            checks.usual(),
            Arrays.stream(SigningFault.values()).flatMap(checks::signedWith),
            checks.extraField(),
            checks.malformed(),
            checks.emptyBody())
        .flatMap(kind -> kind);
  }

  /** A call that costs something is made by a flow alone, or by none. */
  private Stream<Check> usual() {
    return Stream.of(operation.firstSuccess())
        .filter(success -> operation.effect() == Effect.NONE)
        .filter(success -> operation.inFlow(Flow::needsSession).isEmpty())
        .map(
            success ->
                check(
                    "case/" + success.name(),
                    "case " + success.name(),
                    new Body.Fields(UsualBody.of(operation), Whose.KNOWN),
                    new Expectation.Documented(success)));
  }

  /**
   * Returns the check of a fault of the headers that authenticate a call. The body is good, so that
   * nothing else can be the reason for the refusal. Where a call is refused before it is acted on,
   * it costs nothing, and the body is nobody's.
   */
  private Stream<Check> signedWith(SigningFault fault) {
    return fault.condition().stream()
        .filter(condition -> operation.signed())
        .map(condition -> contract.codes().answerTo(condition).code().refusedBeforeActing())
        .map(
            free ->
                Step.Call.of(
                        operation,
                        new Body.Fields(
                            UsualBody.of(operation), free ? Whose.DOCUMENTED : Whose.KNOWN),
                        refusal(contract, operation, fault))
                    .withEffect(free ? Effect.NONE : operation.effect())
                    .signed(fault))
        .map(
            call ->
                Check.of(
                    operation,
                    "header/" + fault.key(),
                    fault.words(),
                    Set.of(Need.AUTHENTICATION),
                    call));
  }

  /** Returns how a fault of the headers has to be answered. */
  static Expectation refusal(Contract contract, Operation operation, SigningFault fault) {
    Condition condition = fault.condition().orElseThrow();
    Expectation.Refusal refusal = Refusals.of(contract, operation, condition);
    return fault.documented()
        ? operation
            .caseWhen(condition)
            .<Expectation>map(Expectation.Documented::new)
            .orElse(refusal)
        : refusal.assumed();
  }

  private Stream<Check> extraField() {
    return Stream.of(refusal(Condition.PARAMETER_WRONG_TYPE, EXTRA))
        .filter(refusal -> !operation.fields().isEmpty() && mayBeIgnored(operation))
        .map(
            refusal ->
                check(
                    "extra-field",
                    "a field more than is documented",
                    new Body.Fields(
                        UsualBody.of(operation), Whose.KNOWN, body -> body.put(EXTRA, "text")),
                    Refusals.orAnyAnswer(operation, refusal)));
  }

  /**
   * Returns whether an operation may be sent a fault that a server may ignore: then the call is as
   * good as a usual one, which must send no SMS and log nobody in.
   */
  static boolean mayBeIgnored(Operation operation) {
    return operation.effect() != Effect.SMS
        && !UsualBody.logsIn(operation)
        && !Checks.issuesTokens(operation);
  }

  private Stream<Check> malformed() {
    Expectation refusal =
        Refusals.ofParameter(contract, operation, Condition.BODY_MALFORMED, Optional.empty());
    return operation.fields().stream()
        .limit(1)
        .map(field -> new Body.Text("{\"" + field.name() + "\":"))
        .map(body -> check("malformed-json", "malformed JSON", body, refusal));
  }

  /** No page tells of a body that is none: it lacks what is asked for first. */
  private Stream<Check> emptyBody() {
    return operation.missingFrom(JsonNodeFactory.instance.objectNode()).stream()
        .limit(Checks.issuesTokens(operation) ? 0 : 1)
        .map(field -> refusal(Condition.PARAMETER_MISSING, field.name()).assumed())
        .map(refusal -> check("empty-body", "an empty body", new Body.Text(""), refusal));
  }

  private Expectation.Refusal refusal(Condition condition, String field) {
    return Refusals.ofParameter(contract, operation, condition, Optional.of(field));
  }

  private Check check(String name, String subject, Body body, Expectation expected) {
    return Check.of(operation, name, subject, Set.of(), Step.Call.of(operation, body, expected));
  }
}
