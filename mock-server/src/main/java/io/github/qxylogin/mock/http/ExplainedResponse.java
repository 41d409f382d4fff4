package io.github.qxylogin.mock.http;

import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A response with the decision that chose it.
 *
 * @param response the response without the headers of the decision
 */
public record ExplainedResponse(Decision decision, MockResponse response) {
  public static ExplainedResponse of(String rule, ChosenResponse chosen) {
    return new ExplainedResponse(Decision.of(rule, chosen), MockResponse.of(chosen));
  }

  /** Returns the response with the headers of the decision. */
  public MockResponse explained() {
    return response.with(decision.headers());
  }

  public ExplainedResponse mapResponse(UnaryOperator<MockResponse> change) {
    return new ExplainedResponse(decision, change.apply(response));
  }

  /** Returns the same with a reason around its own. */
  public ExplainedResponse because(String key) {
    return new ExplainedResponse(decision.because(Message.of(key, decision.reason())), response);
  }

  /** Returns the same with warnings. */
  public ExplainedResponse warned(List<Message> warnings) {
    return warnings.isEmpty() ? this : new ExplainedResponse(decision.warned(warnings), response);
  }
}
