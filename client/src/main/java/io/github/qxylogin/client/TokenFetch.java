package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.model.FetchTokenData;
import io.github.qxylogin.client.model.FetchTokenRequest;
import io.github.qxylogin.client.model.FetchTokenResponse;
import io.github.qxylogin.client.services.ApiResponse;
import io.github.qxylogin.client.services.TokenService;
import io.github.qxylogin.client.services.TokenService.FetchTokenOutcome;
import io.github.qxylogin.client.services.TokenService.TokenIssued;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches an access token with AppKey and AppSecret. */
final class TokenFetch implements Supplier<AccessToken> {

  private static final String TOKEN =
      FetchTokenResponse.JSON_PROPERTY_DATA + "." + FetchTokenData.JSON_PROPERTY_ACCESS_TOKEN;

  private final TokenService service;
  private final FetchTokenRequest request;
  private final Clock clock;

  TokenFetch(TokenService service, Options options) {
    this.service = service;
    clock = options.clock();
    request =
        new FetchTokenRequest()
            .grantType(options.contract().grant())
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
    ApiResponse<FetchTokenOutcome> answer = service.fetchToken(request).withResponse().execute();
    return answer
        .value()
        .match(
            issued -> token(answer, issued),
            refused -> {
              throw refused(answer, refused.errorMsg());
            });
  }

  private AccessToken token(ApiResponse<?> answer, TokenIssued issued) {
    if (!AccessToken.sendable(issued.accessToken())) {
      throw new InvalidAnswerException(
          failure(answer, Family.UNKNOWN, null, AnswerContext.CHECK_THE_ADDRESS),
          "code " + answer.code().orElse("") + " without a usable '" + TOKEN + "'",
          TOKEN,
          answer.body());
    }
    return AccessToken.issued(
        issued.accessToken(), issued.expiresIn().orElse(null), clock.instant());
  }

  private static AppCredentialsException refused(ApiResponse<?> answer, String text) {
    return new AppCredentialsException(failure(answer, Family.NOT_SIGNED_IN, text, ""));
  }

  private static Failure failure(
      ApiResponse<?> answer, Family family, @Nullable String text, String advice) {
    return new Failure(
        answer.operation(),
        answer.status(),
        family,
        answer.code().orElse(null),
        text,
        answer.reqId().orElse(null),
        false,
        false,
        null,
        advice);
  }
}
