package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The enterprises that are made known: each tax number has an id of its own, and keeps it. */
public final class EnterpriseChecks {
  public static final String MADE_ONCE = "flow/made-once";

  private final Contract contract;
  private final Operation making;

  private EnterpriseChecks(Contract contract, Operation making) {
    this.contract = contract;
    this.making = making;
  }

  public static Stream<Check> of(Contract contract, Operation operation) {
    return operation.inFlow(Flow::enterprise).stream()
        .map(enterprise -> new EnterpriseChecks(contract, operation))
        .flatMap(EnterpriseChecks::all);
  }

  private Stream<Check> all() {
    return Stream.concat(Stream.of(madeOnce()), making.links().stream().map(this::then));
  }

  private Check madeOnce() {
    return check(
        MADE_ONCE,
        "an enterprise that is made known twice, and another one",
        made(Whose.PERSON),
        made(Whose.OTHER_PERSON),
        made(Whose.PERSON));
  }

  private Check then(Link link) {
    Operation next = contract.operation(link.operationId());
    return check(
        "flow/then-" + next.id(),
        "what its answer hands on to " + next.id(),
        made(Whose.PERSON),
        Step.Call.of(
            next,
            FlowBody.linked(next, Whose.PERSON, link, 0, Change.NONE),
            new Expectation.Documented(next.firstSuccess())));
  }

  private Step.Call made(Whose whose) {
    return Step.Call.of(
        making,
        FlowBody.usual(making, whose, Change.NONE),
        new Expectation.Documented(making.firstSuccess()));
  }

  private Check check(String name, String subject, Step... steps) {
    return new Check(making.id() + "/" + name, making, subject, Set.of(Need.MOCK), List.of(steps));
  }
}
