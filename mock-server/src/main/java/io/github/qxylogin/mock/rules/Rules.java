package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.Choice;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.RequestId;
import io.github.qxylogin.mock.flow.FlowPart;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.stubbing.Outcome;
import io.github.qxylogin.mock.stubbing.OutcomeMeanings;
import io.github.qxylogin.mock.stubbing.Outcomes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of answering, in their order: the first that has an answer gives it. */
public final class Rules {
  private final Outcomes outcomes;
  private final OutcomeMeanings meanings;
  private final CatalogueAnswers answers;
  private final Flows flows;
  private final List<Rule> rules;
  private final List<String> names;

  public Rules(
      DocumentedRequest.Index requests,
      CatalogueAnswers answers,
      Flows flows,
      Outcomes outcomes,
      OutcomeMeanings meanings,
      Optional<Authentication> authentication) {
    this.outcomes = outcomes;
    this.meanings = meanings;
    this.answers = answers;
    this.flows = flows;
    rules =
        List.of(
            new PreferredCase(),
            new Simple("set-outcome", this::setOutcome),
            // Without it a rule of its name: to ask for its calls is no mistake, there are none.
            authentication
                .<Rule>map(on -> on)
                .orElseGet(() -> new Simple(Authentication.NAME, exchange -> Optional.empty())),
            new DocumentedRequest(requests, flows),
            new CheckedParameters(answers),
            new Simple("magic-value", this::magicValue),
            new Simple("flow", flows::answer),
            new Simple("first-success", Rules::firstSuccess));
    names = rules.stream().map(Rule::name).toList();
  }

  private record Simple(String name, Function<Exchange, Optional<Answer>> answers) implements Rule {
    @Override
    public Optional<Answer> answer(Exchange exchange) {
      return answers.apply(exchange);
    }
  }

  /** Somebody has set what this identity is answered. */
  private Optional<Answer> setOutcome(Exchange exchange) {
    return outcomes
        .take(exchange)
        .flatMap(taken -> set(exchange, taken.outcome()).map(a -> a.because(taken.why())));
  }

  private Optional<Answer> set(Exchange exchange, Outcome outcome) {
    Operation operation = exchange.operation();
    return meanings
        .documented(outcome, operation)
        .map(documented -> flows.happen(exchange, documented, FlowPart.Values.OWN))
        .or(() -> meanings.code(outcome, operation).map(answers::code));
  }

  /** The body has a value by which the contract always selects one case. */
  private Optional<Answer> magicValue(Exchange exchange) {
    return exchange.operation().cases().stream()
        .filter(documented -> documented.isSelectedBy(exchange.body()))
        .findFirst()
        .map(documented -> magic(exchange, documented));
  }

  private Answer magic(Exchange exchange, Case documented) {
    String fields = String.join(", ", documented.magic().keySet());
    return flows
        .happen(exchange, documented, FlowPart.Values.OWN)
        .because("the value of %s always gets %s".formatted(fields, documented.name()));
  }

  /** The last rule: the operation's first documented success. */
  private static Optional<Answer> firstSuccess(Exchange exchange) {
    return Optional.of(
        RequestId.renewed(Answer.of(exchange.operation().firstSuccess()))
            .because("no other rule had an answer"));
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
