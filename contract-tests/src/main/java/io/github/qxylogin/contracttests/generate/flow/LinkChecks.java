package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The links between operations on hosted accounts: what the one answers, the other takes. */
public final class LinkChecks {
  private LinkChecks() {}

  public static Stream<Check> of(Contract contract, Operation operation) {
    List<HostedAccounts> created = HostedAccounts.of(contract);
    return created.stream()
        .filter(accounts -> accounts.creating().equals(operation))
        .findFirst()
        .or(() -> created.stream().findFirst())
        .filter(accounts -> HostedAccounts.keeps(operation))
        .stream()
        .flatMap(accounts -> operation.links().stream().map(link -> of(accounts, operation, link)));
  }

  private static Check of(HostedAccounts accounts, Operation operation, Link link) {
    Operation next = accounts.contract().operation(link.operationId());
    List<Step> steps = new ArrayList<>(List.of(accounts.create(Whose.PERSON, Change.NONE)));
    if (!accounts.creating().equals(operation)) {
      steps.add(accounts.done(operation, 0, Change.NONE));
    }
    int from = steps.size() - 1;
    steps.add(
        Step.Call.of(
            next,
            FlowBody.linked(next, Whose.PERSON, link, from, Change.NONE),
            new Expectation.Documented(next.firstSuccess())));
    return new Check(
        operation.id() + "/flow/then-" + next.id(),
        operation,
        "what its answer hands on to " + next.id(),
        Set.of(Need.MOCK),
        steps);
  }
}
