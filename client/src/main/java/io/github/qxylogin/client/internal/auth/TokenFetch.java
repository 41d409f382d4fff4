package io.github.qxylogin.client.internal.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.InvalidCredentialsException;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.model.FetchTokenData;
import io.github.qxylogin.client.model.FetchTokenRequest;
import io.github.qxylogin.client.model.FetchTokenResponse;
import io.github.qxylogin.client.services.ApiResponse;
import io.github.qxylogin.client.services.TokenService;
import io.github.qxylogin.client.services.TokenService.FetchTokenOutcome;
import io.github.qxylogin.client.services.TokenService.TokenIssued;
import io.github.qxylogin.client.spi.AccessToken;
import java.time.Clock;
import java.util.function.Supplier;

/** Fetches an access token with AppKey and AppSecret. */
public final class TokenFetch implements Supplier<AccessToken> {

  private static final String TOKEN =
      FetchTokenResponse.JSON_PROPERTY_DATA + "." + FetchTokenData.JSON_PROPERTY_ACCESS_TOKEN;

  private final TokenService service;
  private final FetchTokenRequest request;
  private final Clock clock;

  public TokenFetch(
      TokenService service, Clock clock, String grant, String appKey, String appSecret) {
    this.service = service;
    this.clock = clock;
    request =
        FetchTokenRequest.builder()
            .grantType(grant)
            .clientAppkey(appKey)
            .clientSecret(RequestSigner.md5(appSecret.getBytes(UTF_8)))
            .build();
  }

  /**
   * Returns a new token.
   *
   * @throws InvalidCredentialsException if the platform issues none for this AppSecret
   */
  @Override
  public AccessToken get() {
    ApiResponse<FetchTokenOutcome> response = service.fetchToken(request).withResponse().execute();
    return response
        .value()
        .match(
            issued -> token(response, issued),
            error -> {
              throw InvalidCredentialsException.of(
                  details(response).vendorMessage(error.errorMsg()));
            });
  }

  private AccessToken token(ApiResponse<?> response, TokenIssued issued) {
    try {
      return TokenLife.issued(
          issued.accessToken(), issued.expiresIn().orElse(null), clock.instant());
    } catch (IllegalArgumentException noHeaderValue) {
      String problem = "code " + response.code().orElse("") + " without a usable '" + TOKEN + "'";
      throw InvalidResponseException.of(details(response), problem, TOKEN, response.body());
    }
  }

  private static ExceptionDetails details(ApiResponse<?> response) {
    return ExceptionDetails.of(response.operation())
        .httpStatus(response.status())
        .code(response.code().orElse(null))
        .reqId(response.reqId().orElse(null));
  }
}
