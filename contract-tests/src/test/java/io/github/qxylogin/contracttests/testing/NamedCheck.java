package io.github.qxylogin.contracttests.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.generate.Checks;
import java.util.Set;

/** Finds a check by its id. */
public final class NamedCheck {
  private NamedCheck() {}

  /** Returns the check, or makes one of a case that no taxpayer can be asked to bring about. */
  public static Check of(Contract contract, String id) {
    return Checks.of(contract).stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseGet(() -> ofCase(contract, id.split("/case/", 2)));
  }

  private static Check ofCase(Contract contract, String[] names) {
    Operation operation = contract.operation(names[0]);
    Case documented = operation.documentedCase(names[1]);
    ObjectNode request =
        documented.request() == null
            ? ValidRequest.of(operation)
            : (ObjectNode) documented.request();
    return Check.of(
        operation,
        "case/" + documented.name(),
        "case " + documented.name(),
        Set.of(),
        Step.Call.of(
            operation,
            new Body.Fields(request, TestUser.DOCUMENTED),
            new Expectation.Documented(documented)));
  }
}
