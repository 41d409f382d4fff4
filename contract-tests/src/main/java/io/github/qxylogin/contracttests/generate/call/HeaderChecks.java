package io.github.qxylogin.contracttests.generate.call;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Expectation.Refusal;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Usual calls with each fault that the headers which authenticate a call can have. The body is
 * good, so that nothing else can be the reason for the refusal.
 */
public final class HeaderChecks {

  private HeaderChecks() {}

  public static Stream<Check> of(Contract contract, Operation operation) {
    return Arrays.stream(SigningFault.values())
        .filter(fault -> operation.signed() && fault.condition().isPresent())
        .map(fault -> check(contract, operation, fault));
  }

  private static Check check(Contract contract, Operation operation, SigningFault fault) {
    Body body = new Body.Fields(UsualBody.of(operation), Whose.KNOWN, Change.NONE);
    return new Check(
        operation.id() + "/header/" + fault.key(),
        operation,
        fault.words(),
        Set.of(Need.AUTHENTICATION),
        List.of(Step.Call.of(operation, body, refusal(contract, operation, fault)).signed(fault)));
  }

  /** Returns how a fault of the headers has to be answered. */
  public static Expectation refusal(Contract contract, Operation operation, SigningFault fault) {
    Refusal refusal = Refusals.of(contract, operation, fault.condition().orElseThrow());
    if (!fault.documented()) {
      return refusal.assumed();
    }
    return operation
        .caseWhen(fault.condition().orElseThrow())
        .<Expectation>map(Expectation.Documented::new)
        .orElse(refusal);
  }
}
