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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Logs several accounts of a taxpayer in, whose cookies the caller keeps. Safe for use by several
 * threads.
 *
 * <p>Each operation has a blocking form, and one whose future completes on a thread of OkHttp with
 * the same result or the same {@link QixiangyunException}; cancelling the future cancels the call,
 * cancelling one that depends on it does not. Interrupting a thread ends its wait for a token that
 * another fetches, with a {@link NoAnswerException}, but not its wait for an answer, which the
 * builder's {@code callTimeout} ends; the thread stays interrupted.
 *
 * <p>A request that lacks what the contract requires, or whose password is plainly not encrypted,
 * is refused with an {@link IllegalArgumentException} before anything is sent: thrown by the
 * blocking form, and what the future of the other completes with.
 */
public final class MultiAccount {
  private static final int LOOK_ONLY = 1;

  private final MultiAccountApi api;
  private final Exchange exchange;

  MultiAccount(MultiAccountApi api, Exchange exchange) {
    this.api = api;
    this.exchange = exchange;
  }

  /**
   * Logs in at the bureau, which either sends an SMS code or asks for none. Never sent twice.
   *
   * @throws SmsTooFrequentException if a code was sent too recently; it tells how long to wait
   * @throws LoginInformationException if the login is wrong; repeated failures lock the tax number
   * @throws NoAnswerException if no answer came; the SMS may have been sent
   */
  public LoginOutcome sendSmsCode(SendSmsCodeRequest request) {
    return exchange.execute(api.sendSmsCode(given(request)), MultiAccount::outcome);
  }

  /** Does what {@link #sendSmsCode} does, without blocking. */
  public CompletableFuture<LoginOutcome> sendSmsCodeAsync(SendSmsCodeRequest request) {
    return exchange.enqueue(api.sendSmsCode(given(request)), MultiAccount::outcome);
  }

  /**
   * Uploads the SMS code and finishes the login. Never sent twice: a task is redeemed once.
   *
   * @throws LoginTaskException if the task has ended or was redeemed; send a new code
   * @throws LoginInformationException if the code is wrong; the task stays
   * @throws NoAnswerException if no answer came; the task may have been redeemed
   */
  public LoggedIn uploadSmsCode(UploadSmsCodeRequest request) {
    return exchange.execute(api.uploadSmsCode(given(request)), MultiAccount::loggedIn);
  }

  /** Does what {@link #uploadSmsCode} does, without blocking. */
  public CompletableFuture<LoggedIn> uploadSmsCodeAsync(UploadSmsCodeRequest request) {
    return exchange.enqueue(api.uploadSmsCode(given(request)), MultiAccount::loggedIn);
  }

  /**
   * Returns whether the session of an earlier login still holds. Looks only: the platform does not
   * try to log in again.
   *
   * @param nsrsbh the taxpayer's number
   * @param accountId what the login answered
   */
  public boolean checkSession(String nsrsbh, String accountId) {
    return exchange.execute(api.checkSession(look(nsrsbh, accountId)), MultiAccount::holds);
  }

  /** Does what {@link #checkSession} does, without blocking. */
  public CompletableFuture<Boolean> checkSessionAsync(String nsrsbh, String accountId) {
    return exchange.enqueue(api.checkSession(look(nsrsbh, accountId)), MultiAccount::holds);
  }

  private static <T> T given(T request) {
    return Objects.requireNonNull(request, "request");
  }

  private static CheckSessionRequest look(String nsrsbh, String accountId) {
    return new CheckSessionRequest()
        .nsrsbh(Objects.requireNonNull(nsrsbh, "nsrsbh"))
        .accountId(Objects.requireNonNull(accountId, "accountId"))
        .isOnlyCheckCache(LOOK_ONLY);
  }

  private static LoginOutcome outcome(SendSmsCodeResponse response, Answer answer) {
    SendSmsCodeData data = answer.need(response.getData(), SendSmsCodeResponse.JSON_PROPERTY_DATA);
    TaskId task = data.getTaskId();
    if (task != null && !task.value().isBlank()) {
      return new SmsSent(task, data.getAccountId(), data.getIndividualId());
    }
    BureauCookies cookies = cookies(data.getTpass(), data.getEtax(), data.getDppt());
    answer.need(
        cookies.empty() ? null : cookies,
        SendSmsCodeResponse.JSON_PROPERTY_DATA,
        SendSmsCodeData.JSON_PROPERTY_TASK_ID);
    return loggedIn(data.getAccountId(), data.getIndividualId(), cookies, answer);
  }

  private static LoggedIn loggedIn(UploadSmsCodeResponse response, Answer answer) {
    UploadSmsCodeData data =
        answer.need(response.getData(), UploadSmsCodeResponse.JSON_PROPERTY_DATA);
    BureauCookies cookies = cookies(data.getTpass(), data.getEtax(), data.getDppt());
    answer.need(
        cookies.empty() ? null : cookies,
        UploadSmsCodeResponse.JSON_PROPERTY_DATA,
        UploadSmsCodeData.JSON_PROPERTY_DPPT,
        BureauCookie.JSON_PROPERTY_COOKIE);
    return loggedIn(data.getAccountId(), data.getIndividualId(), cookies, answer);
  }

  private static LoggedIn loggedIn(
      @Nullable String accountId,
      @Nullable String individualId,
      BureauCookies cookies,
      Answer answer) {
    String account =
        answer.need(
            accountId,
            UploadSmsCodeResponse.JSON_PROPERTY_DATA,
            UploadSmsCodeData.JSON_PROPERTY_ACCOUNT_ID);
    return new LoggedIn(account, individualId, cookies);
  }

  private static BureauCookies cookies(
      @Nullable BureauCookie tpass, @Nullable BureauCookie etax, @Nullable BureauCookie dppt) {
    return new BureauCookies(cookie(tpass), cookie(etax), cookie(dppt));
  }

  private static @Nullable String cookie(@Nullable BureauCookie cookie) {
    String text = cookie == null ? null : cookie.getCookie();
    return text == null || text.isBlank() ? null : text;
  }

  private static boolean holds(CheckSessionResponse response, Answer answer) {
    return answer.need(response.getData(), CheckSessionResponse.JSON_PROPERTY_DATA);
  }
}
