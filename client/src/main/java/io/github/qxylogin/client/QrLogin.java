package io.github.qxylogin.client;

import io.github.qxylogin.client.api.QrLoginApi;
import io.github.qxylogin.client.model.BureauCookie;
import io.github.qxylogin.client.model.GetQrCodeData;
import io.github.qxylogin.client.model.GetQrCodeRequest;
import io.github.qxylogin.client.model.GetQrCodeResponse;
import io.github.qxylogin.client.model.LoginByQrCodeData;
import io.github.qxylogin.client.model.LoginByQrCodeRequest;
import io.github.qxylogin.client.model.LoginByQrCodeResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Logs a person in who scans a QR code with the bureau's app. Safe for use by several threads; its
 * two forms are those of {@link MultiAccount}.
 */
public final class QrLogin {
  private final TypedOperation<GetQrCodeRequest, QrCode> getQrCode;
  private final TypedOperation<LoginByQrCodeRequest, QrLoggedIn> loginByQrCode;

  QrLogin(QrLoginApi api, Exchange exchange) {
    getQrCode = TypedOperation.of(exchange, api::getQrCode, QrLogin::qrCode);
    loginByQrCode = TypedOperation.of(exchange, api::loginByQrCode, QrLogin::loggedIn);
  }

  /**
   * Returns a new QR code to show.
   *
   * @throws ParameterException if the taxpayer's number is missing: the page's schema lets it be
   *     absent, its error does not
   */
  public QrCode getQrCode(GetQrCodeRequest request) {
    return getQrCode.execute(request);
  }

  /** Does what {@link #getQrCode} does, without blocking. */
  public CompletableFuture<QrCode> getQrCodeAsync(GetQrCodeRequest request) {
    return getQrCode.enqueue(request);
  }

  /**
   * Logs in once the QR code was scanned. Sent again only if the platform did not act. What is
   * answered before the scan is on no page.
   *
   * @throws LoginTaskException if the task has ended (300 seconds); get a new QR code
   * @throws NoAnswerException if no answer came; the task may have been redeemed
   */
  public QrLoggedIn loginByQrCode(LoginByQrCodeRequest request) {
    return loginByQrCode.execute(request);
  }

  /** Does what {@link #loginByQrCode(LoginByQrCodeRequest)} does, without blocking. */
  public CompletableFuture<QrLoggedIn> loginByQrCodeAsync(LoginByQrCodeRequest request) {
    return loginByQrCode.enqueue(request);
  }

  /**
   * Does what {@link #loginByQrCode(LoginByQrCodeRequest)} does, for all cookies and whichever
   * identity the person has.
   */
  public QrLoggedIn loginByQrCode(QrCode scanned) {
    return loginByQrCode(request(scanned));
  }

  /** Does what {@link #loginByQrCode(QrCode)} does, without blocking. */
  public CompletableFuture<QrLoggedIn> loginByQrCodeAsync(QrCode scanned) {
    return loginByQrCodeAsync(request(scanned));
  }

  private static LoginByQrCodeRequest request(QrCode scanned) {
    return new LoginByQrCodeRequest().taskId(scanned.taskId()).qrcodeId(scanned.qrcodeId());
  }

  private static QrCode qrCode(GetQrCodeResponse response, AnswerContext answer) {
    String at = GetQrCodeResponse.JSON_PROPERTY_DATA;
    GetQrCodeData data = answer.need(response.getData(), at);
    return new QrCode(
        answer.need(data.getTaskId(), at, GetQrCodeData.JSON_PROPERTY_TASK_ID),
        answer.need(data.getQrcodeId(), at, GetQrCodeData.JSON_PROPERTY_QRCODE_ID),
        answer.need(data.getQrcode(), at, GetQrCodeData.JSON_PROPERTY_QRCODE));
  }

  private static QrLoggedIn loggedIn(LoginByQrCodeResponse response, AnswerContext answer) {
    String at = LoginByQrCodeResponse.JSON_PROPERTY_DATA;
    LoginByQrCodeData data = answer.need(response.getData(), at);
    return new QrLoggedIn(
        answer.need(data.getAccountId(), at, LoginByQrCodeData.JSON_PROPERTY_ACCOUNT_ID),
        answer.need(data.getNsrsbh(), at, LoginByQrCodeData.JSON_PROPERTY_NSRSBH),
        data.getNsrsbhName(),
        data.getAreaCode(),
        data.getIndividualId(),
        data.getSflx(),
        answer.need(
            BureauCookies.of(data.getTpass(), data.getEtax(), data.getDppt()),
            at,
            LoginByQrCodeData.JSON_PROPERTY_DPPT,
            BureauCookie.JSON_PROPERTY_COOKIE));
  }
}
