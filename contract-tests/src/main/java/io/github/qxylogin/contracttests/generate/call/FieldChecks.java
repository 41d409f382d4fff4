package io.github.qxylogin.contracttests.generate.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Expectation.Refusal;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Each field of an otherwise usual body with each fault that it can have. */
public final class FieldChecks {
  private static final Set<Effect> REACHES_THE_BUREAU =
      Set.of(Effect.SMS, Effect.SESSION, Effect.PASSWORD);

  private FieldChecks() {}

  public static Stream<Check> of(Contract contract, Operation operation) {
    return operation.fields().stream()
        .flatMap(
            field ->
                Arrays.stream(FieldFault.values())
                    .flatMap(fault -> checks(contract, operation, field, fault)));
  }

  private static Stream<Check> checks(
      Contract contract, Operation operation, Field field, FieldFault fault) {
    return fault.variants(operation, field, UsualBody.of(operation)).entrySet().stream()
        .map(
            variant ->
                check(contract, operation, field, fault, variant.getKey(), variant.getValue()));
  }

  private static Check check(
      Contract contract,
      Operation operation,
      Field field,
      FieldFault fault,
      String variant,
      Change change) {
    Whose whose = fault.mayBeTaken() ? Whose.NEWCOMER : Whose.KNOWN;
    return new Check(
        operation.id()
            + "/"
            + fault.key()
            + "/"
            + field.name()
            + (variant.isEmpty() ? "" : "-" + variant),
        operation,
        "field " + field.name() + " " + fault.words() + (variant.isEmpty() ? "" : ": " + variant),
        needs(operation, field, fault, variant),
        List.of(
            Step.Call.of(
                    operation,
                    new Body.Fields(withoutIt(operation, field), whose, change),
                    expected(contract, operation, field.name(), fault))
                .withEffect(field.keepsEffect().isEmpty() ? operation.effect() : Effect.SESSION)));
  }

  /**
   * Where a server may take the fault, or a secret is at fault, even asking for a session may end
   * in a failed login; and a login stands in the way of the same person's next one. A number in
   * place of a text misleads nobody who sends what is documented: only a mock is asked whether it
   * is that lax.
   */
  private static Set<Need> needs(
      Operation operation, Field field, FieldFault fault, String variant) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    if (WrongType.isScalar(variant)) {
      needs.add(Need.MOCK);
    }
    if (fault.mayBeTaken() && UsualBody.logsIn(operation)) {
      needs.add(Need.SECOND_PERSON);
    }
    boolean wrongSecret = field.sensitive() && fault != FieldFault.MISSING;
    if (REACHES_THE_BUREAU.contains(operation.effect()) && (fault.mayBeTaken() || wrongSecret)) {
      needs.add(Need.FAILED_LOGIN);
    }
    return needs;
  }

  /** Of the field at fault nobody has to know a value. */
  private static ObjectNode withoutIt(Operation operation, Field field) {
    ObjectNode usual = UsualBody.of(operation);
    usual.remove(field.name());
    return usual;
  }

  /** Returns how a fault of a field has to be answered; no page tells of null. */
  public static Expectation expected(
      Contract contract, Operation operation, String field, FieldFault fault) {
    Refusal refusal =
        Refusals.ofParameter(contract, operation, fault.condition(), Optional.of(field));
    if (fault.mayBeTaken()) {
      return Refusals.orAnyAnswer(operation, refusal);
    }
    return fault == FieldFault.NULL ? refusal.assumed() : refusal;
  }
}
