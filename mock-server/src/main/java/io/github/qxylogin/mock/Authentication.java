package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Calls must carry a token, a date and a signature, each refused with its documented code. */
final class Authentication implements Rule {
  private final AppCredentials credentials;
  private final SecurityHeaders headers;
  private final FlowState state;
  private final CatalogueAnswers answers;
  private final Rule parameters;

  Authentication(
      AppCredentials credentials,
      SecurityHeaders headers,
      FlowState state,
      CatalogueAnswers answers) {
    this.credentials = credentials;
    this.headers = headers;
    this.state = state;
    this.answers = answers;
    this.parameters = new CheckedParameters(answers);
  }

  @Override
  public String name() {
    return "authentication";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    Optional<Flow.Token> token = exchange.operation().flow().flatMap(Flow::token);
    if (token.isPresent()) {
      return issue(exchange, token.get());
    }
    return exchange.operation().signed()
        ? refusal(exchange.call()).map(condition -> refused(exchange.operation(), condition))
        : Optional.empty();
  }

  private Answer refused(Operation operation, Condition condition) {
    return operation
        .caseWhen(condition)
        .map(Answer::of)
        .orElseGet(() -> answers.failure(200, condition));
  }

  private Optional<Condition> refusal(Call call) {
    String token = call.headerOrEmpty(headers.token());
    String date = call.headerOrEmpty(headers.date());
    String signature = call.headerOrEmpty(headers.signature());
    if (token.isBlank()) {
      return Optional.of(Condition.TOKEN_MISSING);
    }
    if (!state.accepts(token)) {
      return Optional.of(Condition.TOKEN_EXPIRED);
    }
    if (isSkewed(date)) {
      return Optional.of(Condition.DATE_SKEWED);
    }
    if (signature.isBlank()) {
      return Optional.of(Condition.SIGNATURE_MISSING);
    }
    return credentials.signed(call, date, token, signature)
        ? Optional.empty()
        : Optional.of(Condition.SIGNATURE_WRONG);
  }

  private boolean isSkewed(String date) {
    if (!date.matches("\\d{1,15}")) {
      return true;
    }
    Instant given = Instant.ofEpochMilli(Long.parseLong(date));
    return Duration.between(given, state.now()).abs().compareTo(headers.skew()) > 0;
  }

  private Optional<Answer> issue(Exchange exchange, Flow.Token token) {
    Optional<Answer> faulty = parameters.answer(exchange);
    return faulty.isPresent() ? faulty : checkedIssue(exchange, token);
  }

  private Optional<Answer> checkedIssue(Exchange exchange, Flow.Token token) {
    String appKey = exchange.value(token.appKey()).orElse("");
    String secret = exchange.value(token.secret()).orElse("");
    if (!credentials.match(appKey, secret)) {
      return exchange.operation().caseWhen(Condition.SECRET_WRONG).map(Answer::of);
    }
    Case success = exchange.operation().firstSuccess();
    ObjectNode answer = success.answer().deepCopy();
    String issued = UUID.randomUUID().toString();
    FlowValues.put(answer, token.at(), issued);
    state.issue(issued, Duration.ofMillis(answer.at(token.lifetime()).asLong()));
    return Optional.of(Answer.of(success, answer));
  }
}
