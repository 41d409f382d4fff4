package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.stubbing.Outcome;
import io.github.qxylogin.mock.stubbing.OutcomeMeanings;
import io.github.qxylogin.mock.stubbing.Outcomes;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The rules, in their order: the first that has an answer gives it. */
public record Rules(
    CaseIndex cases,
    CatalogueAnswers answers,
    Flows flows,
    Outcomes outcomes,
    OutcomeMeanings meanings,
    Optional<Authentication> authentication) {
  private static final List<Rule> RULES =
      List.of(
          new Rule("preferred-case", (rules, sent) -> Preference.answer(sent)),
          new Rule("set-outcome", Rules::setOutcome),
          // It is listed even when it is off, so that the journal can be filtered by it.
          new Rule("authentication", Rules::authenticate),
          new Rule("documented-request", Rules::documentedRequest),
          new Rule("parameters", (rules, sent) -> CheckedParameters.answer(sent, rules.answers)),
          new Rule("magic-value", Rules::magicValue),
          new Rule("flow", (rules, sent) -> rules.flows.handle(sent)),
          new Rule("first-success", (rules, sent) -> firstSuccess(sent)));

  /**
   * One way to choose an answer.
   *
   * @param name its name in the journal
   * @param answer returns the answer, or nothing when the next rule is to choose
   */
  private record Rule(String name, BiFunction<Rules, Exchange, Optional<Answer>> answer) {}

  ExplainedReply choose(Exchange exchange) {
    for (Rule rule : RULES) {
      Optional<Answer> answer = rule.answer().apply(this, exchange);
      if (answer.isPresent()) {
        return new ExplainedReply(
            Decision.of(rule.name(), answer.get()), cases.reply(answer.get()));
      }
    }
    throw new IllegalStateException("no rule answers " + exchange.operation().id());
  }

  static Stream<String> names() {
    return RULES.stream().map(Rule::name);
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
        .or(() -> meanings.code(outcome, operation).map(answers::code))
        .or(() -> Optional.ofNullable(outcome.response()).map(CatalogueAnswers::own))
        .map(answer -> meanings.own(outcome, answer));
  }

  private Optional<Answer> authenticate(Exchange exchange) {
    return authentication.flatMap(on -> on.answer(exchange));
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
        FlowValues.of(exchange).answer(exchange, success).because("rules.first-success"));
  }
}
