package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Operation;
import java.util.Optional;

/** Somebody has set what this identity is answered. */
final class SetOutcome implements Rule {
  private final Outcomes outcomes;
  private final OutcomeMeanings meanings;
  private final Flows flows;
  private final CatalogueAnswers answers;

  SetOutcome(Outcomes outcomes, OutcomeMeanings meanings, Flows flows, CatalogueAnswers answers) {
    this.outcomes = outcomes;
    this.meanings = meanings;
    this.flows = flows;
    this.answers = answers;
  }

  @Override
  public String name() {
    return "set-outcome";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    return outcomes
        .take(exchange)
        .flatMap(
            taken -> answer(exchange, taken.outcome()).map(answer -> answer.because(taken.why())));
  }

  private Optional<Answer> answer(Exchange exchange, Outcome outcome) {
    Operation operation = exchange.operation();
    return meanings
        .documented(outcome, operation)
        .map(documented -> flows.impose(exchange, documented))
        .or(() -> meanings.code(outcome, operation).map(answers::code));
  }
}
