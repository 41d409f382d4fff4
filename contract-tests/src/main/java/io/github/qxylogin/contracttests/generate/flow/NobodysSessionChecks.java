package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The session of an account that nobody has, the one session of which it is certain on every target
 * that it does not hold.
 */
public final class NobodysSessionChecks {
  /** An id in its usual form, 32 hexadecimal digits. */
  private static final TextNode NOBODY = TextNode.valueOf("0123456789abcdef".repeat(2));

  private NobodysSessionChecks() {}

  public static Stream<Check> of(Contract contract, Operation operation) {
    return Stream.ofNullable(operation.flow())
        .filter(flow -> flow.role() == Flow.Role.CHECKS_SESSION)
        .map(flow -> answered(contract, operation, flow))
        .filter(fields -> !fields.isEmpty())
        .map(fields -> check(contract, operation, fields));
  }

  /** Returns what of a session's name an earlier answer tells, and no person chooses. */
  private static List<String> answered(Contract contract, Operation operation, Flow flow) {
    return operation.fields().stream()
        .filter(field -> field.accepts(NOBODY))
        .map(Field::name)
        .filter(flow.session()::contains)
        .filter(name -> contract.operations().stream().anyMatch(o -> tells(o, operation, name)))
        .toList();
  }

  private static boolean tells(Operation from, Operation operation, String field) {
    return from.linkTo(operation).stream()
        .map(link -> link.fields().get(field))
        .anyMatch(source -> source instanceof Link.Source.Place place && place.inAnswer());
  }

  private static Check check(Contract contract, Operation operation, List<String> fields) {
    ObjectNode others = UsualBody.of(operation);
    others.remove(fields);
    Expectation.Refusal refusal =
        Refusals.ofParameter(contract, operation, Condition.PARAMETER_WRONG_TYPE, Optional.empty());
    Expectation ended =
        new Expectation.OneOf(
            List.of(new Expectation.Documented(Login.answer(operation, Condition.SESSION_ENDED))),
            Optional.of(refusal.assumed()));
    Change invented = Change.of(body -> fields.forEach(field -> body.set(field, NOBODY)));
    return new Check(
        operation.id() + "/flow/session-of-nobody",
        operation,
        "a session of an account that nobody has",
        Set.of(),
        List.of(Step.Call.of(operation, new Body.Fields(others, Whose.KNOWN, invented), ended)));
  }
}
