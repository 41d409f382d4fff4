package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.RequestId;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.flow.Tokens;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Issues tokens: by the application's key and secret, or by a refresh token, which is used up. */
record TokenIssue(AppCredentials credentials, Tokens tokens, CatalogueAnswers answers) {

  Optional<Answer> answer(Exchange exchange, Flow.Token token) {
    Optional<Answer> faulty = CheckedParameters.answer(exchange, answers);
    if (faulty.isPresent()) {
      return faulty;
    }
    String grant = exchange.value(token.grant()).orElse("");
    if (grant.equals(token.byCredentials())) {
      return byCredentials(exchange, token);
    }
    return grant.equals(token.byRefresh())
        ? byRefresh(exchange, token)
        : Optional.of(
            answers
                .parameter(exchange.operation(), Condition.PARAMETER_WRONG_TYPE, token.grant())
                .because(
                    "%s is neither %s nor %s"
                        .formatted(token.grant(), token.byCredentials(), token.byRefresh())));
  }

  private Optional<Answer> byCredentials(Exchange exchange, Flow.Token token) {
    if (matches(exchange, token)) {
      return Optional.of(issue(exchange, token));
    }
    boolean ofThisApp = credentials.name(exchange.value(token.appKey()).orElse(""));
    return wrongSecret(exchange).map(answer -> ofThisApp ? answer : answer.assumed());
  }

  private static Optional<Answer> wrongSecret(Exchange exchange) {
    return refused(
        exchange, Condition.SECRET_WRONG, "the AppKey or the digest of its AppSecret is another");
  }

  private static Optional<Answer> refused(Exchange exchange, Condition condition, String why) {
    return OperationHandler.when(exchange, condition, why).map(RequestId::renewed);
  }

  private boolean matches(Exchange exchange, Flow.Token token) {
    return credentials.match(
        exchange.value(token.appKey()).orElse(""), exchange.value(token.secret()).orElse(""));
  }

  /** Key and secret need not stand beside a refresh token, but must be right if they do. */
  private Optional<Answer> byRefresh(Exchange exchange, Flow.Token token) {
    String refreshToken = exchange.value(token.refreshToken()).orElse("");
    if (refreshToken.isBlank()) {
      return Optional.of(
          CheckedParameters.missing(exchange.operation(), token.refreshToken(), answers));
    }
    boolean identified =
        exchange.value(token.appKey()).isPresent() || exchange.value(token.secret()).isPresent();
    if (identified && !matches(exchange, token)) {
      return wrongSecret(exchange).map(Answer::assumed);
    }
    return tokens.renews(refreshToken)
        ? Optional.of(issue(exchange, token))
        : refused(
            exchange,
            Condition.REFRESH_TOKEN_UNKNOWN,
            "the refresh token was not issued here, was used, or has expired");
  }

  /** Issues a token that nobody has asked for by an operation's call. */
  String issued(Operation operation, Flow.Token token) {
    String accessToken = UUID.randomUUID().toString();
    tokens.issue(
        accessToken, UUID.randomUUID().toString(), lifetime(operation.firstSuccess(), token));
    return accessToken;
  }

  private static Duration lifetime(Case success, Flow.Token token) {
    return Duration.ofMillis(success.answer().at(token.lifetime()).asLong());
  }

  private Answer issue(Exchange exchange, Flow.Token token) {
    Case success = exchange.operation().firstSuccess();
    ObjectNode answer = FlowValues.of(exchange).fill(exchange, success);
    String accessToken = UUID.randomUUID().toString();
    String refreshToken = UUID.randomUUID().toString();
    FlowValues.put(answer, token.at(), accessToken);
    FlowValues.put(answer, token.refreshAt(), refreshToken);
    tokens.issue(accessToken, refreshToken, lifetime(success, token));
    return RequestId.renewed(Answer.of(success, answer)).because("new tokens were issued");
  }
}
