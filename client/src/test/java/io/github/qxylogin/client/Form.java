package io.github.qxylogin.client;

import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.model.UploadSmsCodeRequest;
import io.github.qxylogin.client.services.MultiAccountService.CheckSessionOutcome;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import io.github.qxylogin.client.services.QixiangyunCall;
import io.github.qxylogin.client.types.AccountId;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.client.types.TaskId;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The two forms of each operation, so that a test can run in both. */
public enum Form {
  BLOCKING,
  FUTURE;

  public static final Duration WAIT_LIMIT = Duration.ofSeconds(30);
  static final String NSRSBH = "91110000TESTTEST01";
  static final AccountId ACCOUNT = new AccountId("00000000000000000000000000000001");

  /** As long as one block of the published key, and of no password. */
  public static final String ENCRYPTED = Base64.getEncoder().encodeToString(new byte[128]);

  public static SendSmsCodeRequest sending() {
    return SendSmsCodeRequest.builder()
        .nsrsbh(NSRSBH)
        .areaCode(AreaCode.SICHUAN)
        .gryhm("13800000000")
        .gryhmm(Password.encrypted(ENCRYPTED))
        .sflx(IdentityType.BSY)
        .sjhm("13800000001")
        .buildPartial();
  }

  static UploadSmsCodeRequest uploading() {
    return UploadSmsCodeRequest.builder()
        .taskId(new TaskId("1736647432086679600"))
        .nsrsbh(NSRSBH)
        .smsCode("002100")
        .buildPartial();
  }

  static CheckSessionRequest checking() {
    return CheckSessionRequest.builder().nsrsbh(NSRSBH).accountId(ACCOUNT).buildPartial();
  }

  public SendSmsCodeOutcome send(QixiangyunLogin login) {
    return send(login, sending());
  }

  public SendSmsCodeOutcome send(QixiangyunLogin login, SendSmsCodeRequest request) {
    return call(login.multiAccount().sendSmsCode(request));
  }

  LoggedIn upload(QixiangyunLogin login) {
    return call(login.multiAccount().uploadSmsCode(uploading()));
  }

  public CheckSessionOutcome check(QixiangyunLogin login) {
    return call(login.multiAccount().checkSession(checking()));
  }

  <T> T call(QixiangyunCall<T> call) {
    if (this == BLOCKING) {
      return call.execute();
    }
    try {
      return awaited(call.executeAsync());
    } catch (ExecutionException failed) {
      throw (RuntimeException) failed.getCause();
    }
  }

  /**
   * Returns the result of a future. Unlike a join, it has a time limit.
   *
   * @throws ExecutionException if the future fails
   */
  static <T> T awaited(CompletableFuture<T> future) throws ExecutionException {
    try {
      return future.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("waited " + WAIT_LIMIT + " for a call without a result", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a call", stopped);
    }
  }
}
