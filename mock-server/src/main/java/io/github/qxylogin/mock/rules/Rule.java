package io.github.qxylogin.mock.rules;

import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import java.util.Optional;

/** One way to choose an answer. */
interface Rule {

  /** Returns what the rule is called in the journal, such as {@code documented-request}. */
  String name();

  /** Returns the answer, or nothing when the next rule is to choose. */
  Optional<Answer> answer(Exchange exchange);
}
