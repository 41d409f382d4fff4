package io.github.qxylogin.mock.exchange;

import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A reply with the decision that chose it.
 *
 * @param reply the response without the headers that state the decision
 */
public record ExplainedReply(Decision decision, Reply reply) {
  public static ExplainedReply of(String rule, Answer answer) {
    return new ExplainedReply(Decision.of(rule, answer), Reply.of(answer));
  }

  /** Returns the reply with the headers that state the decision. */
  public Reply explained() {
    return reply.with(decision.headers());
  }

  public ExplainedReply mapReply(UnaryOperator<Reply> change) {
    return new ExplainedReply(decision, change.apply(reply));
  }

  /** Returns the same with a reason around its own. */
  public ExplainedReply because(String key) {
    return new ExplainedReply(decision.because(Message.of(key, decision.reason())), reply);
  }

  /** Returns the same with warnings. */
  public ExplainedReply warned(List<Message> warnings) {
    return warnings.isEmpty() ? this : new ExplainedReply(decision.warned(warnings), reply);
  }
}
