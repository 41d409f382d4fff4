package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of answering, in their order: the first that has an answer gives it. */
final class Rules {
  private final List<Rule> rules = new ArrayList<>();
  private final List<String> names;

  Rules(
      Contract contract,
      CatalogueAnswers answers,
      Flows flows,
      SetOutcome setOutcome,
      Optional<Authentication> authentication) {
    rules.add(new PreferredCase());
    rules.add(setOutcome);
    authentication.ifPresent(rules::add);
    rules.add(new DocumentedRequest(contract, flows));
    rules.add(new CheckedParameters(answers));
    rules.add(new MagicValue(flows));
    rules.add(new FlowAnswer(flows));
    rules.add(new FirstSuccess());
    names = rules.stream().map(Rule::name).toList();
  }

  /** Returns what the rules are called, in their order. */
  List<String> names() {
    return names;
  }

  Choice choose(Exchange exchange) {
    for (Rule rule : rules) {
      Optional<Answer> answer = rule.answer(exchange);
      if (answer.isPresent()) {
        return new Choice(rule.name(), answer.get());
      }
    }
    throw new IllegalStateException("no rule answers " + exchange.operation().id());
  }
}
