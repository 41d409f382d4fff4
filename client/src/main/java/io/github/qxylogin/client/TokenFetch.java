package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.client.api.TokenApi;
import io.github.qxylogin.client.model.FetchTokenData;
import io.github.qxylogin.client.model.FetchTokenRequest;
import io.github.qxylogin.client.model.FetchTokenResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import retrofit2.Call;

/** Fetches an access token with AppKey and AppSecret. */
final class TokenFetch implements Supplier<AccessToken> {
  /** A token needs no bureau, so it does not get the time of a login. */
  static final Duration LONGEST_CALL = Duration.ofSeconds(20);

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
    Call<FetchTokenResponse> call = api.fetchToken(request);
    long longest = LONGEST_CALL.toNanos();
    long allowed = call.timeout().timeoutNanos();
    call.timeout().timeout(Math.min(longest, allowed), TimeUnit.NANOSECONDS);
    return exchange.execute(call, this::token);
  }

  private AccessToken token(FetchTokenResponse response, Answer answer) {
    FetchTokenData data = answer.need(response.getData(), FetchTokenResponse.JSON_PROPERTY_DATA);
    String token = data.getAccessToken();
    if ((token == null || token.isBlank()) && data.getErrorMsg() != null) {
      throw answer.credentialsRefused(data.getErrorMsg());
    }
    boolean sendable = token != null && token.matches("[!-~]+");
    String usable =
        answer.need(
            sendable ? token : null,
            FetchTokenResponse.JSON_PROPERTY_DATA,
            FetchTokenData.JSON_PROPERTY_ACCESS_TOKEN);
    return AccessToken.issued(usable, data.getExpiresIn(), clock.instant());
  }
}
