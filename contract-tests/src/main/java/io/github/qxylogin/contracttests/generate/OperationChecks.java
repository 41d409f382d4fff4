package io.github.qxylogin.contracttests.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Expectation.CatalogueError;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.ValidRequest;
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

  /** Returns the valid request with a change. */
  Body valid(Consumer<ObjectNode> change) {
    return new Body.Fields(ValidRequest.of(operation), TestUser.CONFIGURED, change);
  }

  CatalogueError error(Condition condition) {
    return CatalogueError.ofParameter(contract, operation, condition, Optional.empty());
  }

  CatalogueError error(Condition condition, String field) {
    return CatalogueError.ofParameter(contract, operation, condition, Optional.of(field));
  }
}
