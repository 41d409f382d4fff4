package io.github.qxylogin.mock;

import java.util.Optional;

/** One way to choose an answer. */
interface Rule {

  /** Returns the answer, or nothing when the next rule is to choose. */
  Optional<Answer> answer(Exchange exchange);
}
