package io.github.qxylogin.contracttests.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Expectation.CatalogueError;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.ValidRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The valid request of an operation, and requests with wrong headers or a wrong body. */
record RequestChecks(OperationChecks checks, Operation operation) {
  private static final String EXTRA = "undocumented";

  static void add(OperationChecks all) {
    RequestChecks checks = new RequestChecks(all, all.operation());
    checks.valid();
    Arrays.stream(SigningFault.values()).forEach(checks::signedWith);
    checks.extraField();
    checks.malformed();
    checks.emptyBody();
  }

  /** A call that costs something is made by a flow alone, or by none. */
  private void valid() {
    if (operation.effect() == Effect.NONE && operation.inFlow(Flow::needsSession).isEmpty()) {
      Case success = operation.firstSuccess();
      String name = success.name();
      checks.add(
          "case/" + name,
          "case " + name,
          checks.valid(body -> {}),
          new Expectation.Documented(success));
    }
  }

  /**
   * Adds the check of a fault of the headers that authenticate a call. The body is good, so that
   * nothing else can be the reason for the error. Where a call is rejected before it is acted on,
   * it costs nothing, and the body has the documented values.
   */
  private void signedWith(SigningFault fault) {
    if (fault.condition().isEmpty() || !operation.signed()) {
      return;
    }
    Code code = checks.contract().codes().responseTo(fault.condition().get()).code();
    boolean free = code.rejectedBeforeActing();
    Body body =
        new Body.Fields(
            ValidRequest.of(operation), free ? TestUser.DOCUMENTED : TestUser.CONFIGURED);
    Step.Call call =
        Step.Call.of(operation, body, error(checks.contract(), operation, fault))
            .withEffect(free ? Effect.NONE : operation.effect())
            .signed(fault);
    checks.add("header/" + fault.key(), fault.words(), Set.of(Need.AUTHENTICATION), call);
  }

  /** Returns the expected response to a fault of the headers. */
  static Expectation error(Contract contract, Operation operation, SigningFault fault) {
    Condition condition = fault.condition().orElseThrow();
    CatalogueError error = CatalogueError.of(contract, operation, condition);
    return fault.documented()
        ? operation.caseWhen(condition).<Expectation>map(Expectation.Documented::new).orElse(error)
        : error.assumed();
  }

  private void extraField() {
    if (!operation.fields().isEmpty() && mayBeIgnored(operation)) {
      CatalogueError error = checks.error(Condition.PARAMETER_WRONG_TYPE, EXTRA);
      Body extra = checks.valid(body -> body.put(EXTRA, "text"));
      checks.add(
          "extra-field",
          "a field more than is documented",
          extra,
          error.orAnyDocumented(operation));
    }
  }

  /**
   * Returns whether an operation may receive a fault that a server may ignore. An ignored fault
   * makes a normal call, which must not send an SMS or log in.
   */
  static boolean mayBeIgnored(Operation operation) {
    return operation.effect() != Effect.SMS
        && !ValidRequest.logsIn(operation)
        && !Checks.issuesTokens(operation);
  }

  private void malformed() {
    if (!operation.fields().isEmpty()) {
      Body cut = new Body.Text("{\"" + operation.fields().get(0).name() + "\":");
      checks.add("malformed-json", "malformed JSON", cut, checks.error(Condition.BODY_MALFORMED));
    }
  }

  /** No page documents an empty body: it lacks the first required field. */
  private void emptyBody() {
    List<Field> missing = operation.missingFrom(JsonNodeFactory.instance.objectNode());
    if (!missing.isEmpty() && !Checks.issuesTokens(operation)) {
      CatalogueError error = checks.error(Condition.PARAMETER_MISSING, missing.get(0).name());
      checks.add("empty-body", "an empty body", new Body.Text(""), error.assumed());
    }
  }
}
