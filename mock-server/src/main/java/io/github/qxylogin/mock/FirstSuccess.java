package io.github.qxylogin.mock;

import java.util.Optional;

/** The last rule: the operation's first documented success. */
final class FirstSuccess implements Rule {

  @Override
  public String name() {
    return "first-success";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    return Optional.of(
        RequestId.renewed(Answer.of(exchange.operation().firstSuccess()))
            .because("no other rule had an answer"));
  }
}
