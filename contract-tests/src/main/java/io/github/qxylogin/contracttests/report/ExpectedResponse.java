package io.github.qxylogin.contracttests.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The expected response of a call, as far as it is documented; contains no secret.
 *
 * @param status the HTTP status
 * @param responses the allowed documented responses, and the documented members of an error
 */
record ExpectedResponse(int status, List<JsonNode> responses) {

  static ExpectedResponse of(Outcome outcome, Call call, Masking masking) {
    Expectation expected = outcome.expected(call);
    return new ExpectedResponse(
        expected.status(), responses(expected).map(masking::cleanDocumented).distinct().toList());
  }

  private static Stream<JsonNode> responses(Expectation expected) {
    return expected
        .alternatives()
        .map(
            one ->
                one instanceof Expectation.Documented documented
                    ? documented.documented().response()
                    : error((Expectation.CatalogueError) one));
  }

  @Override
  public String toString() {
    return "HTTP "
        + status
        + responses.stream()
            .map(response -> " " + Markup.shortened(response.toString()))
            .collect(Collectors.joining(" or"));
  }

  private static ObjectNode error(Expectation.CatalogueError error) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put(Envelope.CODE, error.code());
    error.success().ifPresent(success -> response.put(Envelope.SUCCESS, success));
    String text = error.response().message();
    return response.put(
        Envelope.MESSAGE, error.field().map(error.response()::message).orElse(text));
  }
}
