package io.github.qxylogin.contracttests.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Expectation.Refusal;
import io.github.qxylogin.contracttests.check.People.Whose;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Collects the checks of an operation. */
record OperationChecks(Contract contract, Operation operation, List<Check> all) {
  void add(String name, String subject, Set<Need> needs, Step... steps) {
    all.add(Check.of(operation, name, subject, needs, steps));
  }

  void add(String name, String subject, Body body, Expectation expected) {
    add(name, subject, Set.of(), Step.Call.of(operation, body, expected));
  }

  /** Returns the usual body with a change. */
  Body usual(Consumer<ObjectNode> change) {
    return new Body.Fields(UsualBody.of(operation), Whose.KNOWN, change);
  }

  Refusal refusal(Condition condition) {
    return Refusal.ofParameter(contract, operation, condition, Optional.empty());
  }

  Refusal refusal(Condition condition, String field) {
    return Refusal.ofParameter(contract, operation, condition, Optional.of(field));
  }
}
