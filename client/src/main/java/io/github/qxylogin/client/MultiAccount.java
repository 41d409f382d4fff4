package io.github.qxylogin.client;

import io.github.qxylogin.client.LoginOutcome.LoggedIn;
import io.github.qxylogin.client.LoginOutcome.SmsSent;
import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.model.BureauCookie;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.model.CheckSessionResponse;
import io.github.qxylogin.client.model.SendSmsCodeData;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.model.SendSmsCodeResponse;
import io.github.qxylogin.client.model.UploadSmsCodeData;
import io.github.qxylogin.client.model.UploadSmsCodeRequest;
import io.github.qxylogin.client.model.UploadSmsCodeResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Logs several accounts of a taxpayer in, whose cookies the caller keeps. Safe for use by several
 * threads.
 *
 * <p>Each operation has a blocking form, and one whose future completes on a thread of OkHttp with
 * the same result or the same {@link QixiangyunException}; cancelling the future cancels the call,
 * cancelling one that depends on it does not. Interrupting a thread ends its wait for a token, or
 * its pause before a call is sent again, with a {@link NoAnswerException}. A call that waits for
 * its answer fails so too, but only when the answer comes or its time is up, and may have acted.
 * The thread stays interrupted.
 *
 * <p>A request that lacks what the contract requires, or whose password is plainly not encrypted,
 * is refused with an {@link IllegalArgumentException} before anything is sent: thrown by the
 * blocking form, and what the future of the other completes with.
 */
public final class MultiAccount {
  /** Keeps the platform from logging in again, which a check is not meant to do. */
  static final int LOOK_ONLY = 1;

  private final TypedOperation<SendSmsCodeRequest, LoginOutcome> sendSmsCode;
  private final TypedOperation<UploadSmsCodeRequest, LoggedIn> uploadSmsCode;
  private final TypedOperation<CheckSessionRequest, SessionState> checkSession;

  MultiAccount(MultiAccountApi api, Exchange exchange) {
    sendSmsCode = TypedOperation.of(exchange, api::sendSmsCode, MultiAccount::outcome);
    uploadSmsCode = TypedOperation.of(exchange, api::uploadSmsCode, MultiAccount::loggedIn);
    checkSession = TypedOperation.of(exchange, api::checkSession, MultiAccount::state);
  }

  /**
   * Logs in at the bureau, which either sends an SMS code or asks for none. Sent again only if the
   * platform did not act.
   *
   * @throws SmsTooFrequentException if a code was sent too recently; it tells how long to wait
   * @throws LoginInformationException if the login is wrong; repeated failures lock the tax number
   * @throws NoAnswerException if no answer came; the SMS may have been sent
   */
  public LoginOutcome sendSmsCode(SendSmsCodeRequest request) {
    return sendSmsCode.execute(request);
  }

  /** Does what {@link #sendSmsCode} does, without blocking. */
  public CompletableFuture<LoginOutcome> sendSmsCodeAsync(SendSmsCodeRequest request) {
    return sendSmsCode.enqueue(request);
  }

  /**
   * Uploads the SMS code and finishes the login. Sent again only if the platform did not act: a
   * task is redeemed once.
   *
   * @throws LoginTaskException if the task has ended or was redeemed; send a new code
   * @throws LoginInformationException if the code is wrong; the task stays
   * @throws NoAnswerException if no answer came; the task may have been redeemed
   */
  public LoggedIn uploadSmsCode(UploadSmsCodeRequest request) {
    return uploadSmsCode.execute(request);
  }

  /** Does what {@link #uploadSmsCode} does, without blocking. */
  public CompletableFuture<LoggedIn> uploadSmsCodeAsync(UploadSmsCodeRequest request) {
    return uploadSmsCode.enqueue(request);
  }

  /**
   * Returns whether the session of an earlier login still holds. Looks only: the platform does not
   * try to log in again.
   *
   * @param nsrsbh the taxpayer's number
   * @param accountId what the login answered
   */
  public SessionState checkSession(String nsrsbh, AccountId accountId) {
    return checkSession.execute(look(nsrsbh, accountId));
  }

  /** Does what {@link #checkSession} does, without blocking. */
  public CompletableFuture<SessionState> checkSessionAsync(String nsrsbh, AccountId accountId) {
    return checkSession.enqueue(look(nsrsbh, accountId));
  }

  private static CheckSessionRequest look(String nsrsbh, AccountId accountId) {
    return new CheckSessionRequest()
        .nsrsbh(Objects.requireNonNull(nsrsbh, "nsrsbh"))
        .accountId(Objects.requireNonNull(accountId, "accountId"))
        .isOnlyCheckCache(LOOK_ONLY);
  }

  private static LoginOutcome outcome(SendSmsCodeResponse response, AnswerContext answer) {
    SendSmsCodeData data = answer.need(response.getData(), SendSmsCodeResponse.JSON_PROPERTY_DATA);
    Optional<TaskId> task = Optional.ofNullable(data.getTaskId());
    if (task.isPresent()) {
      return new SmsSent(task.get(), data.getAccountId(), data.getIndividualId());
    }
    BureauCookies cookies =
        answer.need(
            BureauCookies.of(data.getTpass(), data.getEtax(), data.getDppt()),
            SendSmsCodeResponse.JSON_PROPERTY_DATA,
            SendSmsCodeData.JSON_PROPERTY_TASK_ID);
    return loggedIn(data.getAccountId(), data.getIndividualId(), cookies, answer);
  }

  private static LoggedIn loggedIn(UploadSmsCodeResponse response, AnswerContext answer) {
    UploadSmsCodeData data =
        answer.need(response.getData(), UploadSmsCodeResponse.JSON_PROPERTY_DATA);
    BureauCookies cookies =
        answer.need(
            BureauCookies.of(data.getTpass(), data.getEtax(), data.getDppt()),
            UploadSmsCodeResponse.JSON_PROPERTY_DATA,
            UploadSmsCodeData.JSON_PROPERTY_DPPT,
            BureauCookie.JSON_PROPERTY_COOKIE);
    return loggedIn(data.getAccountId(), data.getIndividualId(), cookies, answer);
  }

  private static LoggedIn loggedIn(
      @Nullable AccountId accountId,
      @Nullable String individualId,
      BureauCookies cookies,
      AnswerContext answer) {
    AccountId account =
        answer.need(
            accountId,
            UploadSmsCodeResponse.JSON_PROPERTY_DATA,
            UploadSmsCodeData.JSON_PROPERTY_ACCOUNT_ID);
    return new LoggedIn(account, individualId, cookies);
  }

  /** Reads the answer to the check of any session. */
  static SessionState state(CheckSessionResponse response, AnswerContext answer) {
    return SessionState.of(
        answer.need(response.getData(), CheckSessionResponse.JSON_PROPERTY_DATA));
  }
}
