package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.flow.Tokens;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.ErrorResponses;
import io.github.qxylogin.mock.http.OperationRequest;
import java.time.Duration;
import java.util.UUID;

/** Issues tokens: for the application's key and secret, or for a refresh token, used once. */
record TokenIssue(AppCredentials credentials, Tokens tokens, ErrorResponses errors) {
  ChosenResponse response(OperationRequest request, Flow.Token token) {
    return CheckedParameters.response(request, errors).orElseGet(() -> granted(request, token));
  }

  /** Beside a refresh token, key and secret are optional, but must be right. */
  private ChosenResponse granted(OperationRequest request, Flow.Token token) {
    String grant = value(request, token.grant());
    boolean byRefresh = grant.equals(token.byRefresh());
    if (!byRefresh && !grant.equals(token.byCredentials())) {
      return errors
          .parameter(request.operation(), Condition.PARAMETER_WRONG_TYPE, token.grant())
          .because("auth.grant-unknown", token.grant(), token.byCredentials(), token.byRefresh());
    }
    String appKey = value(request, token.appKey());
    String secret = value(request, token.secret());
    boolean omitted = byRefresh && (appKey + secret).isEmpty();
    if (!omitted && !credentials.match(appKey, secret)) {
      ChosenResponse wrong = error(request, Condition.SECRET_WRONG, "auth.credentials-wrong");
      return credentials.name(appKey) && !byRefresh ? wrong : wrong.assumed();
    }
    String refreshToken = value(request, token.refreshToken());
    if (byRefresh && refreshToken.isBlank()) {
      return CheckedParameters.missing(request.operation(), token.refreshToken(), errors);
    }
    return byRefresh && !tokens.renews(refreshToken)
        ? error(request, Condition.REFRESH_TOKEN_UNKNOWN, "auth.refresh-token-unknown")
        : issue(request, token);
  }

  private static String value(OperationRequest request, String field) {
    return request.value(field).orElse("");
  }

  private static ChosenResponse error(OperationRequest request, Condition condition, String key) {
    return OperationHandler.when(request, condition, key).orElseThrow();
  }

  private ChosenResponse issue(OperationRequest request, Flow.Token token) {
    Case success = request.operation().firstSuccess();
    ObjectNode response = FlowValues.of(request).fill(request, success);
    String refreshToken = UUID.randomUUID().toString();
    FlowValues.put(response, token.at(), issue(success, token, refreshToken));
    FlowValues.put(response, token.refreshAt(), refreshToken);
    return ChosenResponse.of(success, response).because("rules.tokens-issued");
  }

  /** Returns a new token, with which a refresh token is issued. */
  String issue(Case success, Flow.Token token, String refreshToken) {
    String accessToken = UUID.randomUUID().toString();
    Duration lifetime = Duration.ofMillis(success.response().at(token.lifetime()).asLong());
    tokens.issue(accessToken, refreshToken, lifetime);
    return accessToken;
  }
}
