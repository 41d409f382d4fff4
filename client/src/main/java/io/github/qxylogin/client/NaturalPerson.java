package io.github.qxylogin.client;

import io.github.qxylogin.client.NaturalPersonLoginOutcome.LoggedIn;
import io.github.qxylogin.client.NaturalPersonLoginOutcome.SmsSent;
import io.github.qxylogin.client.api.NaturalPersonApi;
import io.github.qxylogin.client.model.BureauCookie;
import io.github.qxylogin.client.model.SendNaturalPersonSmsCodeData;
import io.github.qxylogin.client.model.SendNaturalPersonSmsCodeRequest;
import io.github.qxylogin.client.model.SendNaturalPersonSmsCodeResponse;
import io.github.qxylogin.client.model.UploadNaturalPersonSmsCodeData;
import io.github.qxylogin.client.model.UploadNaturalPersonSmsCodeRequest;
import io.github.qxylogin.client.model.UploadNaturalPersonSmsCodeResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Logs a natural person in, without a taxpayer. Safe for use by several threads; its two forms are
 * those of {@link MultiAccount}.
 *
 * <p>No page of these operations is public: what is read here is what public client code reads.
 * {@code needSms} and {@code status} of an answer, of which no type is known, are left to the raw
 * {@link NaturalPersonApi}.
 */
public final class NaturalPerson {
  private final TypedOperation<SendNaturalPersonSmsCodeRequest, NaturalPersonLoginOutcome>
      sendNaturalPersonSmsCode;
  private final TypedOperation<UploadNaturalPersonSmsCodeRequest, LoggedIn>
      uploadNaturalPersonSmsCode;

  NaturalPerson(NaturalPersonApi api, Exchange exchange) {
    sendNaturalPersonSmsCode =
        TypedOperation.of(exchange, api::sendNaturalPersonSmsCode, NaturalPerson::outcome);
    uploadNaturalPersonSmsCode =
        TypedOperation.of(exchange, api::uploadNaturalPersonSmsCode, NaturalPerson::loggedIn);
  }

  /**
   * Logs in at the bureau, which either sends an SMS code or asks for none. Sent again only if the
   * platform did not act.
   *
   * @throws SmsTooFrequentException if a code was sent too recently; it tells how long to wait
   * @throws LoginInformationException if the login is wrong
   * @throws NoAnswerException if no answer came; the SMS may have been sent
   */
  public NaturalPersonLoginOutcome sendNaturalPersonSmsCode(
      SendNaturalPersonSmsCodeRequest request) {
    return sendNaturalPersonSmsCode.execute(request);
  }

  /** Does what {@link #sendNaturalPersonSmsCode} does, without blocking. */
  public CompletableFuture<NaturalPersonLoginOutcome> sendNaturalPersonSmsCodeAsync(
      SendNaturalPersonSmsCodeRequest request) {
    return sendNaturalPersonSmsCode.enqueue(request);
  }

  /**
   * Uploads the SMS code and finishes the login. Sent again only if the platform did not act: a
   * task is redeemed once.
   *
   * @throws LoginTaskException if the task has ended or was redeemed; send a new code
   * @throws LoginInformationException if the code is wrong; the task stays
   * @throws NoAnswerException if no answer came; the task may have been redeemed
   */
  public LoggedIn uploadNaturalPersonSmsCode(UploadNaturalPersonSmsCodeRequest request) {
    return uploadNaturalPersonSmsCode.execute(request);
  }

  /** Does what {@link #uploadNaturalPersonSmsCode} does, without blocking. */
  public CompletableFuture<LoggedIn> uploadNaturalPersonSmsCodeAsync(
      UploadNaturalPersonSmsCodeRequest request) {
    return uploadNaturalPersonSmsCode.enqueue(request);
  }

  private static NaturalPersonLoginOutcome outcome(
      SendNaturalPersonSmsCodeResponse response, AnswerContext answer) {
    String at = SendNaturalPersonSmsCodeResponse.JSON_PROPERTY_DATA;
    SendNaturalPersonSmsCodeData data = answer.need(response.getData(), at);
    Optional<TaskId> task = Optional.ofNullable(data.getTaskId());
    if (task.isPresent()) {
      return new SmsSent(task.get(), data.getMobile(), data.getMsg());
    }
    return new LoggedIn(
        answer.need(
            BureauCookies.header(data.getTpass()),
            at,
            SendNaturalPersonSmsCodeData.JSON_PROPERTY_TASK_ID));
  }

  private static LoggedIn loggedIn(
      UploadNaturalPersonSmsCodeResponse response, AnswerContext answer) {
    String at = UploadNaturalPersonSmsCodeResponse.JSON_PROPERTY_DATA;
    UploadNaturalPersonSmsCodeData data = answer.need(response.getData(), at);
    return new LoggedIn(
        answer.need(
            BureauCookies.header(data.getTpass()),
            at,
            UploadNaturalPersonSmsCodeData.JSON_PROPERTY_TPASS,
            BureauCookie.JSON_PROPERTY_COOKIE));
  }
}
