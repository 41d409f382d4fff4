package io.github.qxylogin.client;

import io.github.qxylogin.client.LoginOutcome.LoggedIn;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.model.UploadSmsCodeRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The two forms of each operation, so that a test can run in both. */
enum Form {
  BLOCKING,
  FUTURE;

  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String NSRSBH = "91110000TESTTEST01";
  static final AccountId ACCOUNT = new AccountId("00000000000000000000000000000001");

  /** As long as one block of the published key, and of no password. */
  static final String ENCRYPTED = Base64.getEncoder().encodeToString(new byte[128]);

  static SendSmsCodeRequest sending() {
    return new SendSmsCodeRequest()
        .nsrsbh(NSRSBH)
        .areaCode("5100")
        .gryhm("13800000000")
        .gryhmm(Password.encrypted(ENCRYPTED))
        .sflx("BSY")
        .sjhm("13800000001");
  }

  static UploadSmsCodeRequest uploading() {
    return new UploadSmsCodeRequest()
        .taskId("1736647432086679600")
        .nsrsbh(NSRSBH)
        .smsCode("002100");
  }

  LoginOutcome send(QixiangyunLogin login) {
    return send(login, sending());
  }

  LoginOutcome send(QixiangyunLogin login, SendSmsCodeRequest request) {
    MultiAccount api = login.multiAccount();
    return call(() -> api.sendSmsCode(request), () -> api.sendSmsCodeAsync(request));
  }

  LoggedIn upload(QixiangyunLogin login) {
    MultiAccount api = login.multiAccount();
    return call(() -> api.uploadSmsCode(uploading()), () -> api.uploadSmsCodeAsync(uploading()));
  }

  SessionState check(QixiangyunLogin login) {
    MultiAccount api = login.multiAccount();
    return call(
        () -> api.checkSession(NSRSBH, ACCOUNT), () -> api.checkSessionAsync(NSRSBH, ACCOUNT));
  }

  <T> T call(Supplier<T> blocking, Supplier<CompletableFuture<T>> future) {
    if (this == BLOCKING) {
      return blocking.get();
    }
    try {
      return awaited(future.get());
    } catch (ExecutionException failed) {
      throw (RuntimeException) failed.getCause();
    }
  }

  /**
   * Returns what a future completes with. Unlike a join, it ends when the future does not.
   *
   * @throws ExecutionException if the future fails
   */
  static <T> T awaited(CompletableFuture<T> future) throws ExecutionException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("waited " + PATIENCE + " in vain for a call", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a call", stopped);
    }
  }
}
