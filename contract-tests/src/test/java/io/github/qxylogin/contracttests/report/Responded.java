package io.github.qxylogin.contracttests.report;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks with one difference at {@code /data} in their first response. */
final class Responded {
  private Responded() {}

  static Outcome with(Contract contract, String check, Difference difference, String problem) {
    JsonNode empty = JsonNodeFactory.instance.objectNode();
    return with(
        NamedCheck.of(contract, check),
        empty,
        new Finding(JsonPointer.compile("/data"), difference, problem));
  }

  static Outcome with(Check check, JsonNode request, Finding... findings) {
    Call call =
        new Call(
            0,
            check.call(0).operation(),
            request,
            200,
            "application/json",
            JsonNodeFactory.instance.objectNode(),
            List.of(findings),
            Optional.empty(),
            Optional.empty());
    return Outcome.judged(check, List.of(call), Duration.ofMillis(7));
  }
}
