package io.github.qxylogin.contracttests.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a call should have been answered, as far as the contract tells; holds no secret.
 *
 * @param status the HTTP status
 * @param answers the documented answers of which one may come, and the members of a refusal that
 *     are known
 */
record ExpectedAnswer(int status, List<JsonNode> answers) {

  static ExpectedAnswer of(Outcome outcome, Exchange exchange, Masking masking) {
    Expectation expected = outcome.expected(exchange);
    return new ExpectedAnswer(
        expected.status(), answers(expected).map(masking::cleanDocumented).distinct().toList());
  }

  private static Stream<JsonNode> answers(Expectation expected) {
    return expected
        .alternatives()
        .map(
            one ->
                one instanceof Expectation.Documented documented
                    ? documented.documented().response()
                    : refusal((Expectation.Refusal) one));
  }

  @Override
  public String toString() {
    return "HTTP "
        + status
        + answers.stream()
            .map(answer -> " " + Markup.shortened(answer.toString()))
            .collect(Collectors.joining(" or"));
  }

  private static ObjectNode refusal(Expectation.Refusal refusal) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put(Envelope.CODE, refusal.code());
    refusal.success().ifPresent(success -> answer.put(Envelope.SUCCESS, success));
    String text = refusal.answer().message();
    return answer.put(
        Envelope.MESSAGE, refusal.field().map(refusal.answer()::message).orElse(text));
  }
}
