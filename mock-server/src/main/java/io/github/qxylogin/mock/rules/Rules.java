package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.RequestId;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.stubbing.Outcome;
import io.github.qxylogin.mock.stubbing.OutcomeMeanings;
import io.github.qxylogin.mock.stubbing.Outcomes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules, in their order: the first that has an answer gives it. */
public final class Rules {
  private final CaseIndex cases;
  private final CatalogueAnswers answers;
  private final Flows flows;
  private final Outcomes outcomes;
  private final OutcomeMeanings meanings;
  private final List<Rule> rules;

  public Rules(
      CaseIndex cases,
      CatalogueAnswers answers,
      Flows flows,
      Outcomes outcomes,
      OutcomeMeanings meanings,
      Optional<Authentication> authentication) {
    this.cases = cases;
    this.answers = answers;
    this.flows = flows;
    this.outcomes = outcomes;
    this.meanings = meanings;
    rules =
        List.of(
            new Rule("preferred-case", PreferredCase::answer),
            new Rule("set-outcome", this::setOutcome),
            // It is listed even when it is off, so that the journal can be filtered by it.
            new Rule("authentication", sent -> authentication.flatMap(on -> on.answer(sent))),
            new Rule("documented-request", this::documentedRequest),
            new Rule("parameters", sent -> CheckedParameters.answer(sent, answers)),
            new Rule("magic-value", this::magicValue),
            new Rule("flow", flows::handle),
            new Rule("first-success", Rules::firstSuccess));
  }

  /**
   * One way to choose an answer.
   *
   * @param name its name in the journal
   * @param answer returns the answer, or nothing when the next rule is to choose
   */
  private record Rule(String name, Function<Exchange, Optional<Answer>> answer) {}

  ExplainedReply choose(Exchange exchange) {
    for (Rule rule : rules) {
      Optional<Answer> answer = rule.answer().apply(exchange);
      if (answer.isPresent()) {
        return new ExplainedReply(
            Decision.of(rule.name(), answer.get()), cases.reply(answer.get()));
      }
    }
    throw new IllegalStateException("no rule answers " + exchange.operation().id());
  }

  List<String> names() {
    return rules.stream().map(Rule::name).toList();
  }

  /** An outcome is set for the identity. */
  private Optional<Answer> setOutcome(Exchange exchange) {
    return outcomes
        .take(exchange)
        .flatMap(taken -> set(exchange, taken.outcome()).map(a -> a.because(taken.why())));
  }

  private Optional<Answer> set(Exchange exchange, Outcome outcome) {
    Operation operation = exchange.operation();
    return meanings
        .documented(outcome, operation)
        .map(documented -> flows.apply(exchange, documented, OperationHandler.Values.GENERATED))
        .or(() -> meanings.code(outcome, operation).map(answers::code));
  }

  /** The body equals a documented request: the response is the documented one. */
  private Optional<Answer> documentedRequest(Exchange exchange) {
    return exchange.malformed()
        ? Optional.empty()
        : cases
            .of(exchange)
            .map(
                documented ->
                    flows
                        .apply(exchange, documented, OperationHandler.Values.DOCUMENTED)
                        .because("rules.documented-request", documented.name()));
  }

  /** The body has a value that always selects one case. */
  private Optional<Answer> magicValue(Exchange exchange) {
    return exchange.operation().cases().stream()
        .filter(documented -> documented.isSelectedBy(exchange.body()))
        .findFirst()
        .map(
            documented ->
                flows
                    .apply(exchange, documented, OperationHandler.Values.GENERATED)
                    .because(
                        "rules.magic-value",
                        String.join(", ", documented.magic().keySet()),
                        documented.name()));
  }

  /** The operation's first documented success: the last rule. */
  private static Optional<Answer> firstSuccess(Exchange exchange) {
    Case success = exchange.operation().firstSuccess();
    return Optional.of(
        RequestId.renewed(FlowValues.of(exchange).answer(exchange, success))
            .because("rules.first-success"));
  }
}
