package io.github.qxylogin.mock.exchange;

import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A reply with the decision that chose it. The headers of the reply always state the decision.
 *
 * @param decision why
 * @param reply the response as HTTP sends it
 */
public record ExplainedReply(Decision decision, Reply reply) {
  public ExplainedReply {
    reply = reply.with(decision.headers());
  }

  public static ExplainedReply of(String rule, Answer answer) {
    return new ExplainedReply(Decision.of(rule, answer), Reply.of(answer));
  }

  public ExplainedReply mapReply(UnaryOperator<Reply> change) {
    return new ExplainedReply(decision, change.apply(reply));
  }

  /** Returns the same with warnings. */
  public ExplainedReply warned(List<Message> warnings) {
    return warnings.isEmpty() ? this : new ExplainedReply(decision.warned(warnings), reply);
  }
}
