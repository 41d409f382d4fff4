package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.client.api.TokenApi;
import io.github.qxylogin.client.model.FetchTokenData;
import io.github.qxylogin.client.model.FetchTokenRequest;
import io.github.qxylogin.client.model.FetchTokenResponse;
import java.time.Clock;
import java.util.function.Supplier;

/** Fetches an access token with AppKey and AppSecret. */
final class TokenFetch implements Supplier<AccessToken> {
  private static final String GRANT = "client_credentials";

  private final TokenApi api;
  private final Exchange exchange;
  private final FetchTokenRequest request;
  private final Clock clock;

  TokenFetch(TokenApi api, Exchange exchange, Options options) {
    this.api = api;
    this.exchange = exchange;
    clock = options.clock();
    request =
        new FetchTokenRequest()
            .grantType(GRANT)
            .clientAppkey(options.appKey())
            .clientSecret(RequestSigner.md5(options.appSecret().getBytes(UTF_8)));
  }

  /**
   * Returns a new token.
   *
   * @throws AppCredentialsException if the platform gives none for this AppSecret
   */
  @Override
  public AccessToken get() {
    return exchange.execute(api.fetchToken(request), this::token);
  }

  private AccessToken token(FetchTokenResponse response, AnswerContext answer) {
    FetchTokenData data = answer.need(response.getData(), FetchTokenResponse.JSON_PROPERTY_DATA);
    String token = data.getAccessToken();
    if ((token == null || token.isBlank()) && data.getErrorMsg() != null) {
      throw answer.credentialsRefused(data.getErrorMsg());
    }
    String usable =
        answer.need(
            AccessToken.sendable(token) ? token : null,
            FetchTokenResponse.JSON_PROPERTY_DATA,
            FetchTokenData.JSON_PROPERTY_ACCESS_TOKEN);
    return AccessToken.issued(usable, data.getExpiresIn(), clock.instant());
  }
}
