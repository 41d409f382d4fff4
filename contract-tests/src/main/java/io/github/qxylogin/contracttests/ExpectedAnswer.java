package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.Outcome.Exchange;

/**
 * What a call should have been answered, as far as the contract tells; holds no secret.
 *
 * @param status the HTTP status
 * @param answer the documented answer, or the members of a refusal that are known
 */
record ExpectedAnswer(int status, JsonNode answer) {

  static ExpectedAnswer of(Outcome outcome, Exchange exchange, Masking masking) {
    Step.Call call = (Step.Call) outcome.check().steps().get(exchange.step());
    Expectation expected = call.expected();
    JsonNode answer = answer(expected);
    return new ExpectedAnswer(expected.status(), masking.clean(answer));
  }

  private static JsonNode answer(Expectation expected) {
    if (expected instanceof Expectation.Documented documented) {
      return documented.documented().answer();
    }
    if (expected instanceof Expectation.OneOf any) {
      return any.refusal()
          .<JsonNode>map(ExpectedAnswer::refusal)
          .orElseGet(() -> answer(any.answers().get(0)));
    }
    return refusal((Expectation.Refusal) expected);
  }

  private static ObjectNode refusal(Expectation.Refusal refusal) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put(Envelope.CODE, refusal.code());
    refusal.success().ifPresent(success -> answer.put(Envelope.SUCCESS, success));
    answer.put(
        Envelope.MESSAGE,
        refusal
            .field()
            .map(field -> refusal.answer().message(field))
            .orElse(refusal.answer().message()));
    return answer;
  }
}
