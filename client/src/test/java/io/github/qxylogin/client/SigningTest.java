package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.api.TokenApi;
import io.github.qxylogin.client.errors.ParameterException;
import io.github.qxylogin.client.internal.auth.RequestSigner;
import io.github.qxylogin.client.model.FetchTokenRequest;
import io.github.qxylogin.contract.SecurityHeaders;
import java.io.IOException;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.POST;
import retrofit2.http.Url;

class SigningTest {
  private static final SecurityHeaders HEADERS = CONTRACT.securityHeaders();
  private static final String TOKEN =
      FakePlatform.documented("fetchToken", "issued").at("/data/access_token").textValue();

  @AutoClose private final FakePlatform platform = new FakePlatform();
  private final MovableClock clock = new MovableClock();

  @ParameterizedTest
  @EnumSource
  void call_signedOperation_signsTheBytesThatArrive(Form form) {
    try (QixiangyunLogin login = platform.builder().clock(clock).build()) {
      form.send(login);
    }

    assertSigned(platform.requests("sendSmsCode").get(0));
  }

  private void assertSigned(RecordedRequest request) {
    String expected =
        new RequestSigner(FakePlatform.APP_KEY, FakePlatform.APP_SECRET)
            .sign("POST", request.getBody().snapshot().toByteArray(), "" + clock.millis(), TOKEN);
    Headers headers = request.getHeaders();
    assertThat(headers.values(HEADERS.signature())).containsExactly(expected);
    assertThat(headers.values(HEADERS.date())).containsExactly("" + clock.millis());
    assertThat(headers.values(HEADERS.token())).containsExactly(TOKEN);
  }

  @Test
  void call_givenClientRewritesBodies_signsTheSentBody() {
    OkHttpClient given =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain.request().newBuilder().post(RequestBody.create(new byte[9])).build()))
            .build();
    try (QixiangyunLogin login = platform.builder().clock(clock).okHttpClient(given).build()) {
      Form.BLOCKING.send(login);
    }

    assertThat(platform.requests("sendSmsCode").get(0).getBodySize()).isEqualTo(9);
    assertSigned(platform.requests("sendSmsCode").get(0));
  }

  @Test
  void call_always_sendsTheDocumentedContentType() {
    try (QixiangyunLogin login = platform.builder().build()) {
      Form.BLOCKING.send(login);
    }

    assertThat(platform.requests("sendSmsCode").get(0).getHeaders().values("Content-Type"))
        .containsExactly("application/json;charset=UTF-8");
  }

  @Test
  void call_unsignedOperation_carriesNoSecurityHeader() throws IOException {
    try (QixiangyunLogin login = platform.builder().build()) {
      login.api(TokenApi.class).fetchToken(FetchTokenRequest.builder().buildPartial()).execute();
    }

    assertThat(platform.requests("fetchToken")).hasSize(1);
    assertThat(platform.requests("fetchToken").get(0).getHeaders().names())
        .doesNotContain(HEADERS.token(), HEADERS.date(), HEADERS.signature());
  }

  @Test
  void call_baseUrlWithPath_findsTheOperation() {
    platform.respond("sendSmsCode", FakePlatform.errorResponse("4000", ""));
    String address = platform.address() + "proxied/here";
    try (QixiangyunLogin login = platform.builder().baseUrl(address).build()) {
      ParameterException rejected =
          catchThrowableOfType(ParameterException.class, () -> Form.BLOCKING.send(login));

      assertThat(rejected.operation()).isEqualTo("sendSmsCode");
    }
    assertThat(platform.requests("sendSmsCode").get(0).getPath()).startsWith("/proxied/here/");
  }

  @Test
  void call_pathOfNoOperation_isSigned() throws IOException {
    platform.respond("/v2/new", "{}");
    try (QixiangyunLogin login = platform.builder().clock(clock).build()) {
      login
          .api(ForeignApi.class)
          .call("v2/new", FetchTokenRequest.builder().buildPartial())
          .execute();
    }

    assertSigned(platform.requests("/v2/new").get(0));
  }

  interface ForeignApi {
    @POST
    Call<ResponseBody> call(@Url String address, @Body FetchTokenRequest body);
  }

  @Test
  void call_foreignHost_getsNoToken() throws IOException {
    try (FakePlatform foreign = new FakePlatform();
        QixiangyunLogin login = platform.builder().build()) {
      String address = foreign.address() + CONTRACT.operation("sendSmsCode").path().substring(1);
      Call<ResponseBody> call =
          login.api(ForeignApi.class).call(address, FetchTokenRequest.builder().buildPartial());

      assertThatThrownBy(call::execute)
          .isInstanceOf(IOException.class)
          .hasMessage("The URL is not below " + platform.address() + ": no token is sent to it");
      assertThat(foreign.requests("sendSmsCode")).isEmpty();
    }
  }
}
