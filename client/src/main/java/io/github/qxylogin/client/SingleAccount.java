package io.github.qxylogin.client;

import io.github.qxylogin.client.EtaxLoginOutcome.AlreadyLoggedIn;
import io.github.qxylogin.client.EtaxLoginOutcome.LoggedIn;
import io.github.qxylogin.client.EtaxLoginOutcome.SmsSent;
import io.github.qxylogin.client.api.SingleAccountApi;
import io.github.qxylogin.client.model.CheckEtaxSessionRequest;
import io.github.qxylogin.client.model.EtaxSession;
import io.github.qxylogin.client.model.SendEtaxSmsCodeData;
import io.github.qxylogin.client.model.SendEtaxSmsCodeRequest;
import io.github.qxylogin.client.model.SendEtaxSmsCodeResponse;
import io.github.qxylogin.client.model.UploadEtaxSmsCodeData;
import io.github.qxylogin.client.model.UploadEtaxSmsCodeResponse;
import io.github.qxylogin.client.model.UploadSmsCodeRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Logs the only account of a taxpayer in, whose cookies the caller keeps. Safe for use by several
 * threads; its two forms are those of {@link MultiAccount}.
 */
public final class SingleAccount {
  /** Says that gryhmm is encrypted: as a number on sending, as a text on checking. */
  private static final int ENCRYPTED = 1;

  private final TypedOperation<SendEtaxSmsCodeRequest, EtaxLoginOutcome> sendEtaxSmsCode;
  private final TypedOperation<UploadSmsCodeRequest, LoggedIn> uploadEtaxSmsCode;
  private final TypedOperation<CheckEtaxSessionRequest, SessionState> checkEtaxSession;

  SingleAccount(SingleAccountApi api, Exchange exchange) {
    sendEtaxSmsCode =
        TypedOperation.of(
            exchange, given -> api.sendEtaxSmsCode(encrypted(given)), SingleAccount::outcome);
    uploadEtaxSmsCode =
        TypedOperation.of(exchange, api::uploadEtaxSmsCode, SingleAccount::loggedIn);
    checkEtaxSession =
        TypedOperation.of(
            exchange, given -> api.checkEtaxSession(look(given)), MultiAccount::state);
  }

  /**
   * Logs in at the bureau, which sends an SMS code, asks for none, or has the person logged in
   * already. Sent again only if the platform did not act.
   *
   * @throws SmsTooFrequentException if a code was sent too recently; it tells how long to wait
   * @throws LoginInformationException if the login is wrong; repeated failures lock the tax number
   * @throws NoAnswerException if no answer came; the SMS may have been sent
   */
  public EtaxLoginOutcome sendEtaxSmsCode(SendEtaxSmsCodeRequest request) {
    return sendEtaxSmsCode.execute(request);
  }

  /** Does what {@link #sendEtaxSmsCode} does, without blocking. */
  public CompletableFuture<EtaxLoginOutcome> sendEtaxSmsCodeAsync(SendEtaxSmsCodeRequest request) {
    return sendEtaxSmsCode.enqueue(request);
  }

  /**
   * Uploads the SMS code and finishes the login. Sent again only if the platform did not act: a
   * task is redeemed once.
   *
   * @throws LoginTaskException if the task has ended or was redeemed; send a new code
   * @throws LoginInformationException if the code is wrong; the task stays
   * @throws NoAnswerException if no answer came; the task may have been redeemed
   */
  public LoggedIn uploadEtaxSmsCode(UploadSmsCodeRequest request) {
    return uploadEtaxSmsCode.execute(request);
  }

  /** Does what {@link #uploadEtaxSmsCode} does, without blocking. */
  public CompletableFuture<LoggedIn> uploadEtaxSmsCodeAsync(UploadSmsCodeRequest request) {
    return uploadEtaxSmsCode.enqueue(request);
  }

  /**
   * Returns whether the session of an earlier login still holds. Looks only, whatever {@code
   * isOnlyCheckCache} of the request says: the platform does not try to log in again.
   *
   * @param request the fields of that login, or the enterprise's id alone
   */
  public SessionState checkEtaxSession(CheckEtaxSessionRequest request) {
    return checkEtaxSession.execute(request);
  }

  /** Does what {@link #checkEtaxSession} does, without blocking. */
  public CompletableFuture<SessionState> checkEtaxSessionAsync(CheckEtaxSessionRequest request) {
    return checkEtaxSession.enqueue(request);
  }

  /** What is sent is always encrypted; the request is the caller's, and stays as it is. */
  private static SendEtaxSmsCodeRequest encrypted(SendEtaxSmsCodeRequest given) {
    return given.toBuilder().encryptionType(ENCRYPTED).buildPartial();
  }

  private static CheckEtaxSessionRequest look(CheckEtaxSessionRequest given) {
    return given.toBuilder()
        .encryptionType(given.getGryhmm() != null ? "" + ENCRYPTED : given.getEncryptionType())
        .isOnlyCheckCache(MultiAccount.LOOK_ONLY)
        .buildPartial();
  }

  private static EtaxLoginOutcome outcome(SendEtaxSmsCodeResponse response, AnswerContext answer) {
    SendEtaxSmsCodeData data = response.getData();
    if (data == null) {
      return new AlreadyLoggedIn();
    }
    Optional<TaskId> task = Optional.ofNullable(data.getTaskId());
    if (task.isPresent()) {
      return new SmsSent(task.get(), data.getMobile(), data.getNsrsbh(), data.getNsrsbhName());
    }
    LoggedIn login =
        new LoggedIn(
            data.getNsrsbh(),
            data.getNsrsbhName(),
            data.getIndividualId(),
            BureauSession.of(data.getTpass()),
            BureauSession.of(data.getEtax()),
            BureauSession.of(data.getDppt()));
    answer.need(
        login.cookies(),
        SendEtaxSmsCodeResponse.JSON_PROPERTY_DATA,
        SendEtaxSmsCodeData.JSON_PROPERTY_TASK_ID);
    return login;
  }

  private static LoggedIn loggedIn(UploadEtaxSmsCodeResponse response, AnswerContext answer) {
    UploadEtaxSmsCodeData data =
        answer.need(response.getData(), UploadEtaxSmsCodeResponse.JSON_PROPERTY_DATA);
    LoggedIn login =
        new LoggedIn(
            data.getNsrsbh(),
            data.getNsrsbhName(),
            data.getIndividualId(),
            BureauSession.of(data.getTpass()),
            BureauSession.of(data.getEtax()),
            BureauSession.of(data.getDppt()));
    answer.need(
        login.cookies(),
        UploadEtaxSmsCodeResponse.JSON_PROPERTY_DATA,
        UploadEtaxSmsCodeData.JSON_PROPERTY_DPPT,
        EtaxSession.JSON_PROPERTY_COOKIE);
    return login;
  }
}
