package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.flow.Tokens;
import java.time.Duration;
import java.util.UUID;

/** Issues tokens: for the application's key and secret, or for a refresh token, used once. */
record TokenIssue(AppCredentials credentials, Tokens tokens, CatalogueAnswers answers) {
  Answer answer(Exchange exchange, Flow.Token token) {
    return CheckedParameters.answer(exchange, answers).orElseGet(() -> granted(exchange, token));
  }

  /** Beside a refresh token, key and secret are optional, but must be right. */
  private Answer granted(Exchange exchange, Flow.Token token) {
    String grant = value(exchange, token.grant());
    boolean byRefresh = grant.equals(token.byRefresh());
    if (!byRefresh && !grant.equals(token.byCredentials())) {
      return answers
          .parameter(exchange.operation(), Condition.PARAMETER_WRONG_TYPE, token.grant())
          .because("auth.grant-unknown", token.grant(), token.byCredentials(), token.byRefresh());
    }
    String appKey = value(exchange, token.appKey());
    String secret = value(exchange, token.secret());
    boolean omitted = byRefresh && (appKey + secret).isEmpty();
    if (!omitted && !credentials.match(appKey, secret)) {
      Answer wrong = refused(exchange, Condition.SECRET_WRONG, "auth.credentials-wrong");
      return credentials.name(appKey) && !byRefresh ? wrong : wrong.assumed();
    }
    String refreshToken = value(exchange, token.refreshToken());
    if (byRefresh && refreshToken.isBlank()) {
      return CheckedParameters.missing(exchange.operation(), token.refreshToken(), answers);
    }
    return byRefresh && !tokens.renews(refreshToken)
        ? refused(exchange, Condition.REFRESH_TOKEN_UNKNOWN, "auth.refresh-token-unknown")
        : issue(exchange, token);
  }

  private static String value(Exchange exchange, String field) {
    return exchange.value(field).orElse("");
  }

  private static Answer refused(Exchange exchange, Condition condition, String key) {
    return OperationHandler.when(exchange, condition, key).orElseThrow();
  }

  private Answer issue(Exchange exchange, Flow.Token token) {
    Case success = exchange.operation().firstSuccess();
    ObjectNode answer = FlowValues.of(exchange).fill(exchange, success);
    String refreshToken = UUID.randomUUID().toString();
    FlowValues.put(answer, token.at(), issue(success, token, refreshToken));
    FlowValues.put(answer, token.refreshAt(), refreshToken);
    return Answer.of(success, answer).because("rules.tokens-issued");
  }

  /** Returns a new token, with which a refresh token is issued. */
  String issue(Case success, Flow.Token token, String refreshToken) {
    String accessToken = UUID.randomUUID().toString();
    Duration lifetime = Duration.ofMillis(success.response().at(token.lifetime()).asLong());
    tokens.issue(accessToken, refreshToken, lifetime);
    return accessToken;
  }
}
