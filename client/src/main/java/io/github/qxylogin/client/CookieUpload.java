package io.github.qxylogin.client;

import io.github.qxylogin.client.api.CookieUploadApi;
import io.github.qxylogin.client.model.UploadAccountCookieData;
import io.github.qxylogin.client.model.UploadAccountCookieRequest;
import io.github.qxylogin.client.model.UploadAccountCookieResponse;
import io.github.qxylogin.client.model.UploadCookieRequest;
import io.github.qxylogin.client.model.UploadCookieResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Hands the platform sessions that the caller opened at the bureau without it. Safe for use by
 * several threads; its two forms are those of {@link MultiAccount}.
 */
public final class CookieUpload {
  private final TypedOperation<UploadCookieRequest, UploadedCookie> uploadCookie;
  private final TypedOperation<UploadAccountCookieRequest, UploadedCookie> uploadAccountCookie;

  CookieUpload(CookieUploadApi api, Exchange exchange) {
    uploadCookie = TypedOperation.of(exchange, api::uploadCookie, CookieUpload::uploaded);
    uploadAccountCookie =
        TypedOperation.of(exchange, api::uploadAccountCookie, CookieUpload::uploadedForAccount);
  }

  /**
   * Uploads a cookie, and returns whether the bureau takes it. Sent again only if the platform did
   * not act.
   *
   * @throws NoAnswerException if no answer came; the platform may have the cookie
   */
  public UploadedCookie uploadCookie(UploadCookieRequest request) {
    return uploadCookie.execute(request);
  }

  /** Does what {@link #uploadCookie} does, without blocking. */
  public CompletableFuture<UploadedCookie> uploadCookieAsync(UploadCookieRequest request) {
    return uploadCookie.enqueue(request);
  }

  /**
   * Uploads a cookie for one of several accounts, and returns whether the bureau takes it. Sent
   * again only if the platform did not act.
   *
   * @throws NoAnswerException if no answer came; the platform may have the cookie
   */
  public UploadedCookie uploadAccountCookie(UploadAccountCookieRequest request) {
    return uploadAccountCookie.execute(request);
  }

  /** Does what {@link #uploadAccountCookie} does, without blocking. */
  public CompletableFuture<UploadedCookie> uploadAccountCookieAsync(
      UploadAccountCookieRequest request) {
    return uploadAccountCookie.enqueue(request);
  }

  private static UploadedCookie uploaded(UploadCookieResponse response, AnswerContext answer) {
    return outcome(
        answer.need(response.getData(), UploadCookieResponse.JSON_PROPERTY_DATA), answer);
  }

  private static UploadedCookie uploadedForAccount(
      UploadAccountCookieResponse response, AnswerContext answer) {
    UploadAccountCookieData data =
        answer.need(response.getData(), UploadAccountCookieResponse.JSON_PROPERTY_DATA);
    return outcome(
        new CookieValidity(data.getValid(), data.getErrorCode(), data.getErrorMsg(), null, null),
        answer);
  }

  private static UploadedCookie outcome(CookieValidity validity, AnswerContext answer) {
    boolean valid =
        answer.need(
            validity.valid(),
            UploadAccountCookieResponse.JSON_PROPERTY_DATA,
            UploadAccountCookieData.JSON_PROPERTY_VALID);
    return valid
        ? new UploadedCookie.Valid(validity.aggOrgId(), validity.zrrId())
        : new UploadedCookie.Invalid(
            answer.mask().apply(validity.errorCode()), answer.mask().apply(validity.errorMsg()));
  }
}
