package io.github.qxylogin.contracttests.generate.call;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A usual body with a field more than is documented. */
public final class ExtraFieldChecks {
  private static final String EXTRA = "undocumented";

  private ExtraFieldChecks() {}

  public static Stream<Check> of(Contract contract, Operation operation) {
    if (operation.fields().isEmpty()) {
      return Stream.empty();
    }
    Body body =
        new Body.Fields(
            UsualBody.of(operation), Whose.NEWCOMER, Change.set(EXTRA, TextNode.valueOf("text")));
    Expectation.Refusal refusal =
        Refusals.ofParameter(
            contract, operation, Condition.PARAMETER_WRONG_TYPE, Optional.of(EXTRA));
    return Stream.of(
        new Check(
            operation.id() + "/extra-field",
            operation,
            "a field more than is documented",
            UsualBody.logsIn(operation) ? Set.of(Need.SECOND_PERSON, Need.FAILED_LOGIN) : Set.of(),
            List.of(Step.Call.of(operation, body, Refusals.orAnyAnswer(operation, refusal)))));
  }
}
