package io.github.qxylogin.contracttests.generate.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Each documented answer to its documented request. */
public final class CaseChecks {
  private CaseChecks() {}

  public static Stream<Check> of(Contract contract, Operation operation) {
    return operation.cases().stream().map(documented -> check(operation, documented));
  }

  private static Check check(Operation operation, Case documented) {
    boolean readable =
        documented.equals(operation.firstSuccess())
            && operation.effect() == Effect.NONE
            && operation.inFlow(Flow::needsSession).isEmpty();
    return new Check(
        operation.id() + "/case/" + documented.name(),
        operation,
        "case " + documented.name(),
        needs(operation, documented, readable),
        List.of(
            Step.Call.of(
                    operation,
                    new Body.Fields(
                        documented.request() == null
                            ? UsualBody.of(operation)
                            : (ObjectNode) documented.request(),
                        readable ? Whose.KNOWN : Whose.DOCUMENTED,
                        Change.NONE),
                    new Expectation.Documented(documented))
                .withHeaders(headers(documented))));
  }

  private static Set<Need> needs(Operation operation, Case documented, boolean readable) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    if (!readable) {
      needs.add(Need.DOCUMENTED_VALUES);
    }
    if (UsualBody.logsIn(operation) && documented.family() == Family.LOGIN_INFORMATION) {
      needs.add(Need.FAILED_LOGIN);
    }
    return needs;
  }

  /**
   * A case without a request of its own is asked for by its name, which only a mock understands,
   * and which no other target is sent.
   */
  private static Map<String, String> headers(Case documented) {
    return documented.request() != null
        ? Map.of()
        : Map.of("Prefer", "example=" + documented.name());
  }
}
