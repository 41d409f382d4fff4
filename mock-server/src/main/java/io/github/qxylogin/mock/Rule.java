package io.github.qxylogin.mock;

import java.util.Optional;

/** One way to choose an answer. */
interface Rule {

  /** Returns what the rule is called in the journal, such as {@code documented-request}. */
  String name();

  /** Returns the answer, or nothing when the next rule is to choose. */
  Optional<Answer> answer(Exchange exchange);
}
