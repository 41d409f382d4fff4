package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.util.List;
import java.util.Optional;

/** The rules of answering, in their order: the first that has an answer gives it. */
final class Rules {
  private final List<Rule> rules;

  Rules(Contract contract, Flows flows) {
    rules =
        List.of(
            new PreferredCase(),
            new DocumentedRequest(flows),
            new CheckedParameters(new CatalogueAnswers(contract)),
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
