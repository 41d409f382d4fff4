package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.Call;
import retrofit2.http.GET;

/** This client decides how often a call is sent, not OkHttp. */
class SentOnceTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();

  interface NewApi {
    @GET("v2/new")
    Call<ResponseBody> get();
  }

  private static MockResponse tempting() {
    return new MockResponse().setResponseCode(503).setHeader("Retry-After", "0").setBody("<html>");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 3"})
  void idempotentCall_okHttpWouldRepeatIt_isSentAsOftenAsTheRetriesSay(int retries, int sent) {
    platform.respond("checkSession", tempting());
    try (QixiangyunLogin login = platform.builder().retries(retries).build()) {
      assertThatThrownBy(() -> Form.BLOCKING.check(login)).isInstanceOf(PlatformException.class);
    }

    assertThat(platform.requests("checkSession")).hasSize(sent);
  }

  @Test
  void rawCall_withoutABody_isSentOnce() {
    platform.respond("/v2/new", tempting());
    try (QixiangyunLogin login = platform.builder().build()) {
      assertThatThrownBy(() -> login.api(NewApi.class).get().execute())
          .isInstanceOf(IOException.class)
          .hasMessage("HTTP 503: stopped, because OkHttp would send it again");
    }

    assertThat(platform.requests("/v2/new")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "0, 1", ", 1"})
  void rawCheck_thatMayLogIn_isSentOnce(Integer onlyLooks, int sent) throws IOException {
    platform.respond("checkSession", new MockResponse().setResponseCode(502).setBody("<html>"));
    CheckSessionRequest request =
        CheckSessionRequest.builder()
            .nsrsbh(Form.NSRSBH)
            .accountId(Form.ACCOUNT)
            .isOnlyCheckCache(onlyLooks)
            .buildPartial();
    try (QixiangyunLogin login = platform.builder().build()) {
      login.api(MultiAccountApi.class).checkSession(request).execute();
    }

    assertThat(platform.requests("checkSession")).hasSize(sent);
  }

  @Test
  void loginCall_errorThatIsNoJson_isSentOnce() {
    platform.respond("sendSmsCode", "{\"code\":\"400429\",<html>}");
    try (QixiangyunLogin login = platform.builder().build()) {
      assertThatThrownBy(() -> Form.BLOCKING.send(login))
          .isInstanceOf(InvalidResponseException.class);
    }

    assertThat(platform.requests("sendSmsCode")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void loginCall_rejectedAndThenNoToken_didNothing(Form form) {
    // Long enough for the response to the login: without it, the platform may have acted.
    Duration timeout = Duration.ofSeconds(6);
    platform.respond("sendSmsCode", errorResponse("40101", ""));
    try (QixiangyunLogin login = platform.builder().actionTimeout(timeout).build()) {
      form.check(login);
      platform.respond("fetchToken", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));

      ApiConnectionException failed =
          catchThrowableOfType(ApiConnectionException.class, () -> form.send(login));

      assertThat(failed.mayHaveActed()).isFalse();
    }
  }

  @Test
  void future_timedOut_cancelsTheCall() throws Exception {
    platform.respond("sendSmsCode", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    okhttp3.OkHttpClient given = new okhttp3.OkHttpClient();
    try (QixiangyunLogin login = platform.builder().okHttpClient(given).build()) {
      Form.BLOCKING.check(login);
      CompletableFuture<SendSmsCodeOutcome> future =
          login.multiAccount().sendSmsCode(Form.sending()).executeAsync();
      assertThat(given.dispatcher().runningCalls()).hasSize(1);
      okhttp3.Call running = given.dispatcher().runningCalls().get(0);

      assertThatThrownBy(() -> future.orTimeout(50, TimeUnit.MILLISECONDS).get())
          .hasCauseInstanceOf(java.util.concurrent.TimeoutException.class);

      // By the thread that completed the future, which may still be about to.
      Await.until("the call is cancelled", running::isCanceled);
      // Else it would write its line to the log of another test.
      Await.until("the call has ended", () -> given.dispatcher().runningCallsCount() == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_afterTheClientWasClosed_isNotRetryable(Form form) {
    QixiangyunLogin login = platform.builder().okHttpClient(new okhttp3.OkHttpClient()).build();
    login.close();

    ApiConnectionException failed =
        catchThrowableOfType(ApiConnectionException.class, () -> form.send(login));

    assertThat(failed.retryable()).isFalse();
    assertThat(failed).hasMessageContaining(": the client is closed.");
  }
}
