package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.ErrorResponses;
import io.github.qxylogin.mock.http.ExplainedResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.stubbing.Outcome;
import io.github.qxylogin.mock.stubbing.OutcomeMeanings;
import io.github.qxylogin.mock.stubbing.Outcomes;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The rules in their order: the first one with a response wins. */
public record Rules(
    CaseIndex cases,
    ErrorResponses errors,
    Flows flows,
    Outcomes outcomes,
    OutcomeMeanings meanings,
    Optional<Authentication> authentication) {
  private static final List<Rule> RULES =
      List.of(
          new Rule("preferred-case", (rules, sent) -> Preference.response(sent)),
          new Rule("set-outcome", Rules::setOutcome),
          // It is listed even when it is off, so that the journal can be filtered by it.
          new Rule(
              "authentication",
              (rules, sent) -> rules.authentication.flatMap(on -> on.response(sent))),
          new Rule("documented-request", Rules::documentedRequest),
          new Rule("parameters", (rules, sent) -> CheckedParameters.response(sent, rules.errors)),
          new Rule("magic-value", Rules::magicValue),
          new Rule("flow", (rules, sent) -> rules.flows.handle(sent)),
          new Rule("first-success", (rules, sent) -> firstSuccess(sent)));

  /**
   * A rule that may choose a response.
   *
   * @param name its name in the journal
   * @param response returns the response, or nothing if the next rule chooses
   */
  private record Rule(
      String name, BiFunction<Rules, OperationRequest, Optional<ChosenResponse>> response) {}

  ExplainedResponse choose(OperationRequest request) {
    for (Rule rule : RULES) {
      Optional<ChosenResponse> response = rule.response().apply(this, request);
      if (response.isPresent()) {
        return new ExplainedResponse(
            Decision.of(rule.name(), response.get()), cases.response(response.get()));
      }
    }
    throw new IllegalStateException("no rule has a response to " + request.operation().id());
  }

  static Stream<String> names() {
    return RULES.stream().map(Rule::name);
  }

  /** An outcome is set for the identity. */
  private Optional<ChosenResponse> setOutcome(OperationRequest request) {
    return outcomes
        .take(request)
        .flatMap(taken -> set(request, taken.outcome()).map(a -> a.because(taken.why())));
  }

  private Optional<ChosenResponse> set(OperationRequest request, Outcome outcome) {
    Operation operation = request.operation();
    return meanings
        .documented(outcome, operation)
        .map(documented -> flows.apply(request, documented, OperationHandler.Values.GENERATED))
        .or(() -> meanings.code(outcome, operation).map(errors::code))
        .or(() -> Optional.ofNullable(outcome.response()).map(ErrorResponses::own))
        .map(response -> meanings.own(outcome, response));
  }

  /** The body equals a documented request: the response is the documented one. */
  private Optional<ChosenResponse> documentedRequest(OperationRequest request) {
    return request.malformed()
        ? Optional.empty()
        : cases
            .of(request)
            .map(
                documented ->
                    flows
                        .apply(request, documented, OperationHandler.Values.DOCUMENTED)
                        .because("rules.documented-request", documented.name()));
  }

  /** The body has a value that always selects one case. */
  private Optional<ChosenResponse> magicValue(OperationRequest request) {
    return request.operation().cases().stream()
        .filter(documented -> documented.isSelectedBy(request.body()))
        .findFirst()
        .map(
            documented ->
                flows
                    .apply(request, documented, OperationHandler.Values.GENERATED)
                    .because(
                        "rules.magic-value",
                        String.join(", ", documented.magic().keySet()),
                        documented.name()));
  }

  /** The operation's first documented success: the last rule. */
  private static Optional<ChosenResponse> firstSuccess(OperationRequest request) {
    Case success = request.operation().firstSuccess();
    return Optional.of(
        FlowValues.of(request).response(request, success).because("rules.first-success"));
  }
}
