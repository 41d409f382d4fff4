package io.github.qxylogin.mock;

import java.util.function.UnaryOperator;

/**
 * What a call got, and why.
 *
 * @param choice the answer, and the rule that chose it
 * @param reply what goes back over HTTP
 */
record Answered(Choice choice, Reply reply) {
  static Answered of(Choice choice) {
    return new Answered(choice, Reply.of(choice.answer()));
  }

  Answered changed(UnaryOperator<Reply> change) {
    return new Answered(choice, change.apply(reply));
  }
}
