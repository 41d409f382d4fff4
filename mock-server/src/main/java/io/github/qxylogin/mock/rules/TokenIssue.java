package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
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

/** Issues tokens: for the application's key and secret, or for a refresh token, used once. */
record TokenIssue(AppCredentials credentials, Tokens tokens, CatalogueAnswers answers) {
  Optional<Answer> answer(Exchange exchange, Flow.Token token) {
    return CheckedParameters.answer(exchange, answers)
        .or(() -> wrongGrant(exchange, token))
        .or(() -> wrongCredentials(exchange, token))
        .or(() -> wrongRefreshToken(exchange, token))
        .or(() -> Optional.of(issue(exchange, token)));
  }

  private Optional<Answer> wrongGrant(Exchange exchange, Flow.Token token) {
    return isByRefresh(exchange, token)
            || value(exchange, token.grant()).equals(token.byCredentials())
        ? Optional.empty()
        : Optional.of(
            answers
                .parameter(exchange.operation(), Condition.PARAMETER_WRONG_TYPE, token.grant())
                .because(
                    "auth.grant-unknown", token.grant(), token.byCredentials(), token.byRefresh()));
  }

  /** Beside a refresh token, key and secret are optional, but must be right. */
  private Optional<Answer> wrongCredentials(Exchange exchange, Flow.Token token) {
    boolean byRefresh = isByRefresh(exchange, token);
    String appKey = value(exchange, token.appKey());
    String secret = value(exchange, token.secret());
    if (credentials.match(appKey, secret) || (byRefresh && (appKey + secret).isEmpty())) {
      return Optional.empty();
    }
    return refused(exchange, Condition.SECRET_WRONG, "auth.credentials-wrong")
        .map(wrong -> credentials.name(appKey) && !byRefresh ? wrong : wrong.assumed());
  }

  private Optional<Answer> wrongRefreshToken(Exchange exchange, Flow.Token token) {
    String refreshToken = value(exchange, token.refreshToken());
    if (!isByRefresh(exchange, token)) {
      return Optional.empty();
    }
    if (refreshToken.isBlank()) {
      return Optional.of(
          CheckedParameters.missing(exchange.operation(), token.refreshToken(), answers));
    }
    return tokens.renews(refreshToken)
        ? Optional.empty()
        : refused(exchange, Condition.REFRESH_TOKEN_UNKNOWN, "auth.refresh-token-unknown");
  }

  private static boolean isByRefresh(Exchange exchange, Flow.Token token) {
    return value(exchange, token.grant()).equals(token.byRefresh());
  }

  private static String value(Exchange exchange, String field) {
    return exchange.value(field).orElse("");
  }

  private static Optional<Answer> refused(Exchange exchange, Condition condition, String key) {
    return OperationHandler.when(exchange, condition, key).map(RequestId::renewed);
  }

  private Answer issue(Exchange exchange, Flow.Token token) {
    Case success = exchange.operation().firstSuccess();
    ObjectNode answer = FlowValues.of(exchange).fill(exchange, success);
    String refreshToken = UUID.randomUUID().toString();
    FlowValues.put(answer, token.at(), issue(success, token, refreshToken));
    FlowValues.put(answer, token.refreshAt(), refreshToken);
    return RequestId.renewed(Answer.of(success, answer)).because("rules.tokens-issued");
  }

  /** Returns a new token that no request asked for. */
  String issue(Case success, Flow.Token token) {
    return issue(success, token, UUID.randomUUID().toString());
  }

  private String issue(Case success, Flow.Token token, String refreshToken) {
    String accessToken = UUID.randomUUID().toString();
    Duration lifetime = Duration.ofMillis(success.answer().at(token.lifetime()).asLong());
    tokens.issue(accessToken, refreshToken, lifetime);
    return accessToken;
  }
}
