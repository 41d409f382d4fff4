package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Each field of an otherwise usual body with each fault that it can have. */
final class FieldChecks {
  private FieldChecks() {}

  static Stream<Check> of(Contract contract, Operation operation) {
    return operation.fields().stream()
        .flatMap(
            field ->
                Arrays.stream(FieldFault.values())
                    .flatMap(fault -> check(contract, operation, field, fault).stream()));
  }

  private static Optional<Check> check(
      Contract contract, Operation operation, Field field, FieldFault fault) {
    return fault
        .in(operation, field, UsualBody.of(operation))
        .map(change -> check(contract, operation, field, fault, change));
  }

  private static Check check(
      Contract contract, Operation operation, Field field, FieldFault fault, Change change) {
    boolean fails = UsualBody.logsIn(operation) && field.sensitive() && fault != FieldFault.MISSING;
    return new Check(
        operation.id() + "/" + fault.key() + "/" + field.name(),
        operation,
        "field " + field.name() + " " + fault.words(),
        fails ? Set.of(Need.FAILED_LOGIN) : Set.of(),
        List.of(
            Step.Call.of(
                    operation,
                    new Body.Fields(UsualBody.of(operation), Whose.KNOWN, change),
                    Refusals.ofParameter(
                        contract, operation, fault.condition(), Optional.of(field.name())))
                .withEffect(field.keepsEffect().isEmpty() ? operation.effect() : Effect.SESSION)));
  }
}
