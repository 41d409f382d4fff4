package io.github.qxylogin.mock;

import java.util.List;
import java.util.Optional;

/** The rules of answering, in their order: the first that has an answer gives it. */
final class Rules {
  private final List<Rule> rules;

  Rules(CatalogueAnswers answers, Flows flows, Rule authentication) {
    rules =
        List.of(
            new PreferredCase(),
            authentication,
            new DocumentedRequest(flows),
            new CheckedParameters(answers),
            new FlowAnswer(flows),
            new FirstSuccess());
  }

  Answer answer(Exchange exchange) {
    for (Rule rule : rules) {
      Optional<Answer> answer = rule.answer(exchange);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new IllegalStateException("no rule answers " + exchange.operation().id());
  }
}
