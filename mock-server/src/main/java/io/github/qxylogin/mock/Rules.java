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
    rules.add(authentication.<Rule>map(on -> on).orElseGet(NoAuthentication::new));
    rules.add(new DocumentedRequest(contract, flows));
    rules.add(new CheckedParameters(answers));
    rules.add(new MagicValue(flows));
    rules.add(new FlowAnswer(flows));
    rules.add(new FirstSuccess());
    names = rules.stream().map(Rule::name).toList();
  }

  /** Has the name of the rule, so that to ask for its calls is no mistake: there are none. */
  private record NoAuthentication() implements Rule {
    @Override
    public String name() {
      return Authentication.NAME;
    }

    @Override
    public Optional<Answer> answer(Exchange exchange) {
      return Optional.empty();
    }
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
