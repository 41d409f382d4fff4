package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.InvalidResponseException;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.GzipSource;
import okio.Okio;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client works with the interceptors of a caller's own OkHttp client. */
class GivenClientTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();

  private QixiangyunLogin login(Interceptor interceptor) {
    OkHttpClient given = new OkHttpClient.Builder().addInterceptor(interceptor).build();
    return platform.builder().okHttpClient(given).build();
  }

  @ParameterizedTest
  @EnumSource
  void call_interceptorMakesItsOwnRequest_isRejectedUnsent(Form form) {
    Interceptor anew =
        chain -> {
          Request given = chain.request();
          return chain.proceed(
              new Request.Builder()
                  .url(given.url())
                  .headers(given.headers())
                  .method(given.method(), given.body())
                  .build());
        };
    try (QixiangyunLogin login = login(anew)) {
      ApiConnectionException failed =
          catchThrowableOfType(ApiConnectionException.class, () -> form.send(login));

      assertThat(failed)
          .hasMessage(
              "sendSmsCode received no response from "
                  + platform.address()
                  + ": an interceptor of the given OkHttpClient created a new request: change the"
                  + " existing one by request.newBuilder(). "
                  + "The platform did nothing: check the base URL and the network, then send it again.");
      assertThat(failed.mayHaveActed()).isFalse();
    }
    assertThat(platform.requests("sendSmsCode")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void call_interceptorReturnsNoJson_isInvalid(Form form) {
    Interceptor own =
        chain ->
            new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create("<html>", null))
                .build();
    try (QixiangyunLogin login = login(own)) {
      assertThatThrownBy(() -> form.send(login)).isInstanceOf(InvalidResponseException.class);
    }
  }

  /** Asks for gzip by itself and unpacks it, as OkHttp's BrotliInterceptor does. */
  private static Response unpack(Interceptor.Chain chain) throws IOException {
    Request asking = chain.request().newBuilder().header("Accept-Encoding", "gzip").build();
    Response response = chain.proceed(asking);
    if (response.header("Content-Encoding") == null) {
      return response;
    }
    GzipSource unpacked = new GzipSource(response.body().source());
    return response
        .newBuilder()
        .removeHeader("Content-Encoding")
        .removeHeader("Content-Length")
        .body(ResponseBody.create(Okio.buffer(unpacked), response.body().contentType(), -1))
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void call_interceptorUnpacks_stillRenewsTheToken(Form form) {
    String sent = FakePlatform.documented("sendSmsCode", "sms-sent").toString();
    platform.respond(
        "sendSmsCode",
        FakePlatform.packed(FakePlatform.errorResponse("40101", "")),
        FakePlatform.json(sent));

    try (QixiangyunLogin login = login(GivenClientTest::unpack)) {
      assertThat(form.send(login).smsSent()).isPresent();
    }

    assertThat(platform.requests("sendSmsCode")).hasSize(2);
  }

  @Test
  void call_interruptedBeforeItConnects_isNoResponseAndStaysInterrupted() {
    try (QixiangyunLogin login = platform.builder().build()) {
      Form.BLOCKING.check(login);
      Thread.currentThread().interrupt();

      ApiConnectionException failed =
          catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.send(login));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failed.mayHaveActed()).isFalse();
    }
  }
}
