package io.github.qxylogin.mock;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a call got, and why.
 *
 * @param choice the answer, and the rule that chose it
 * @param reply what goes back over HTTP
 * @param fault what went wrong with it, if a fault struck
 */
record Answered(Choice choice, Reply reply, Optional<RecordedFault> fault) {
  Answered(Choice choice, Reply reply) {
    this(choice, reply, Optional.empty());
  }

  static Answered of(Choice choice) {
    return new Answered(choice, Reply.of(choice.answer()));
  }

  Answered changed(UnaryOperator<Reply> change) {
    return new Answered(choice, change.apply(reply), fault);
  }
}
