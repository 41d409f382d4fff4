package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.POST;
import retrofit2.http.Url;

@ParameterizedClass
@EnumSource
class NeverTwiceTest {
  private final Wire wire;
  @AutoClose private final FakePlatform platform;

  NeverTwiceTest(Wire wire) throws IOException {
    this.wire = wire;
    platform = new FakePlatform(wire);
  }

  /** The responses after which OkHttp or a careless client would send again. */
  enum Temptation {
    SERVICE_UNAVAILABLE(503, "Retry-After", "0"),
    REQUEST_TIMEOUT(408, "Retry-After", "0"),
    MISDIRECTED(421, "Retry-After", "0"),
    MOVED(301, "Location", "/elsewhere"),
    FOUND(302, "Location", "/elsewhere"),
    TEMPORARY_REDIRECT(307, "Location", null),
    PERMANENT_REDIRECT(308, "Location", null),
    UNAUTHORIZED(401, "WWW-Authenticate", "Basic realm=x");

    private final int status;
    private final String header;
    private final String value;

    Temptation(int status, String header, String value) {
      this.status = status;
      this.header = header;
      this.value = value;
    }

    MockResponse response(Operation operation) {
      return new MockResponse()
          .setResponseCode(status)
          .setHeader(header, value == null ? operation.path() : value);
    }
  }

  static Stream<Operation> neverTwice() {
    return FakePlatform.CONTRACT.operations().stream().filter(o -> !o.idempotence().documented());
  }

  interface AnyApi {
    @POST
    Call<ResponseBody> call(@Url String path, @Body RequestBody body);
  }

  private static void call(QixiangyunLogin login, Operation operation) {
    call(login, operation.path(), "{}");
  }

  private static void call(QixiangyunLogin login, String absolute, String json) {
    String path = absolute.substring(1);
    RequestBody body = RequestBody.create(json.getBytes(UTF_8));
    try {
      login.api(AnyApi.class).call(path, body).execute();
    } catch (IOException expected) {
      // Whether it fails is not the question here, but how often it was sent.
    }
  }

  @ParameterizedTest
  @MethodSource("neverTwice")
  void call_temptingResponse_isSentOnce(Operation operation) {
    try (QixiangyunLogin login = platform.builder().build()) {
      for (Temptation temptation : Temptation.values()) {
        int before = platform.requests(operation.id()).size();
        platform.respond(operation.id(), temptation.response(operation), FakePlatform.json("{}"));

        call(login, operation);

        assertThat(platform.requests(operation.id())).as("%s", temptation).hasSize(before + 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("neverTwice")
  void call_connectionBreaks_isSentOnce(Operation operation) {
    MockResponse broken = new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
    platform.respond(operation.id(), broken, FakePlatform.json("{}"));

    try (QixiangyunLogin login = platform.builder().build()) {
      call(login, operation);
    }

    assertThat(platform.requests(operation.id())).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("neverTwice")
  void call_again_doesNotTrustAKeptConnection(Operation operation) {
    try (QixiangyunLogin login = platform.builder().build()) {
      call(login, operation);
      call(login, operation);
    }

    List<RecordedRequest> requests = platform.requests(operation.id());
    assertThat(requests).extracting(RecordedRequest::getSequenceNumber).containsExactly(0, 0);
  }

  @Test
  void call_givenClientRetriesAndRedirects_isSentOnce() {
    OkHttpClient eager =
        platform
            .http()
            .retryOnConnectionFailure(true)
            .followRedirects(true)
            .followSslRedirects(true)
            .build();
    Operation send = FakePlatform.CONTRACT.operation("sendSmsCode");
    platform.respond("sendSmsCode", Temptation.TEMPORARY_REDIRECT.response(send));

    try (QixiangyunLogin login = platform.builder().okHttpClient(eager).build()) {
      call(login, send);
    }

    assertThat(platform.requests("sendSmsCode")).hasSize(1);
  }

  @Test
  void call_pathOfNoOperation_isSentOnce() {
    Operation send = FakePlatform.CONTRACT.operation("sendSmsCode");
    platform.respond("/v2/new", Temptation.SERVICE_UNAVAILABLE.response(send));

    try (QixiangyunLogin login = platform.builder().build()) {
      call(login, "/v2/new", "{}");
    }

    assertThat(platform.requests("/v2/new")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"client_credentials, 2", "refresh_token, 1", "'', 1"})
  void fetchToken_connectionBreaks_isSentAgainIfItRenewsNone(String grant, int sent) {
    assumeTrue(wire.canDisconnect());
    MockResponse broken = new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
    platform.respond("fetchToken", broken, FakePlatform.json("{}"));
    Operation fetch = FakePlatform.CONTRACT.operation("fetchToken");

    try (QixiangyunLogin login = platform.builder().build()) {
      call(login, fetch.path(), "{\"grant_type\":\"" + grant + "\"}");
    }

    assertThat(platform.requests("fetchToken")).hasSize(sent);
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_serviceUnavailable_isNotRetryable(Form form) {
    Operation send = FakePlatform.CONTRACT.operation("sendSmsCode");
    platform.respond("sendSmsCode", Temptation.SERVICE_UNAVAILABLE.response(send));

    try (QixiangyunLogin login = platform.builder().build()) {
      PlatformException failed =
          catchThrowableOfType(PlatformException.class, () -> form.send(login));

      assertThat(failed.retryable()).isFalse();
      assertThat(failed.httpStatus()).hasValue(503);
    }
  }

  @ParameterizedTest
  @EnumSource
  void checkSession_keptConnectionBreaks_isSentAgainOnAnother(Form form) {
    assumeTrue(wire.canDisconnect());
    MockResponse broken = new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
    String valid = FakePlatform.documented("checkSession", "valid").toString();
    platform.respond("checkSession", broken, FakePlatform.json(valid));

    try (QixiangyunLogin login = platform.builder().build()) {
      assertThat(form.check(login).isSessionHeld()).isTrue();
    }
    assertThat(platform.requests("checkSession"))
        .extracting(RecordedRequest::getSequenceNumber)
        .containsExactly(1, 0);
  }

  @Test
  void checkSession_always_keepsItsConnection() {
    try (QixiangyunLogin login = platform.builder().build()) {
      Form.BLOCKING.check(login);
      Form.BLOCKING.check(login);
    }

    assertThat(platform.requests("checkSession"))
        .extracting(RecordedRequest::getSequenceNumber)
        .containsExactly(1, 2);
  }
}
