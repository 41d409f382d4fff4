package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.documented;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.model.BureauCookie;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import io.github.qxylogin.client.types.AccountId;
import io.github.qxylogin.client.types.CookieHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedCallTest {
  private static final String COOKIE =
      documented("uploadSmsCode", "logged-in").at("/data/dppt/cookie").textValue();
  private static final LoggedIn LOGGED_IN =
      LoggedIn.builder()
          .accountId(new AccountId("59915d120f98a24404ff57591ddef0ce"))
          .individualId("f7d90cd33fed9c9e0c5ad324e64dda52")
          .dppt(BureauCookie.builder().cookie(CookieHeader.parse(COOKIE)).build())
          .build();

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  private static Object members(LoggedIn in) {
    return List.of(in.accountId(), in.individualId(), in.dppt(), in.etax(), in.tpass());
  }

  private void assertLoggedIn() {
    assertThat(members(Form.BLOCKING.upload(login))).isEqualTo(members(LOGGED_IN));
  }

  @Test
  void sendSmsCode_request_isWrittenWithoutAbsentMembers() {
    Form.BLOCKING.send(login);

    assertThat(platform.requests("sendSmsCode").get(0).getBody().snapshot().utf8())
        .isEqualTo(
            """
            {"nsrsbh":"91110000TESTTEST01","areaCode":"5100","gryhm":"13800000000",\
            "gryhmm":"%s","sflx":"BSY","sjhm":"13800000001"}"""
                .formatted(Form.ENCRYPTED));
  }

  @Test
  void uploadSmsCode_leadingZeros_areSent() {
    Form.BLOCKING.upload(login);

    assertThat(platform.requests("uploadSmsCode").get(0).getBody().snapshot().utf8())
        .contains("\"smsCode\":\"002100\"");
  }

  @Test
  void checkSession_always_onlyLooks() {
    Form.BLOCKING.check(login);

    assertThat(platform.requests("checkSession").get(0).getBody().snapshot().utf8())
        .isEqualTo(
            """
            {"nsrsbh":"91110000TESTTEST01","accountId":"00000000000000000000000000000001",\
            "isOnlyCheckCache":1}""");
  }

  /** Half of a surrogate pair has no UTF-8, so that only JSON's escape keeps it. */
  @Test
  void checkSession_tornTextBesideAddedFields_isSentUnchanged() {
    AtomicReference<JsonNode> sent = new AtomicReference<>();
    platform.respond(
        "checkSession",
        request -> {
          sent.set(read(request));
          return FakePlatform.json(documented("checkSession", "valid").toString());
        });

    ArbitraryText.check(
        50,
        texts -> {
          String torn = texts.torn();

          Form.BLOCKING.call(
              login
                  .multiAccount()
                  .checkSession(Form.checking().toBuilder().nsrsbh(torn).buildPartial()));

          assertThat(sent.get().path("nsrsbh").textValue()).isEqualTo(torn);
          assertThat(sent.get().path("isOnlyCheckCache").intValue()).isEqualTo(1);
        });
  }

  private static JsonNode read(RecordedRequest request) {
    try {
      return new ObjectMapper().readTree(request.getBody().snapshot().toByteArray());
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=GBK", "text/plain", "text/html;charset=x"})
  void read_anyClaimedCharset_isUtf8(String contentType) {
    String body = FakePlatform.errorResponse("4038", "输入的个人账号或密码错误");
    platform.respond(
        "sendSmsCode", new MockResponse().setHeader("Content-Type", contentType).setBody(body));

    assertThatThrownBy(() -> Form.BLOCKING.send(login)).hasMessageContaining("输入的个人账号或密码错误");
  }

  @Test
  void read_byteOrderMark_isSkipped() {
    Buffer body = new Buffer().writeUtf8("\uFEFF");
    body.write(documented("uploadSmsCode", "logged-in").toString().getBytes(UTF_8));
    platform.respond("uploadSmsCode", new MockResponse().setBody(body));

    assertLoggedIn();
  }

  @Test
  void read_unknownMembers_areIgnored() {
    ObjectNode body = documented("uploadSmsCode", "logged-in").deepCopy();
    body.put("new", 1).withObject("/data").putObject("new").put("deep", true);
    platform.respond("uploadSmsCode", body.toString());

    assertLoggedIn();
  }

  @Test
  void read_emptyTextForACookieObject_isNone() {
    ObjectNode body = documented("uploadSmsCode", "logged-in").deepCopy();
    body.withObject("/data").put("etax", "");
    platform.respond("uploadSmsCode", body.toString());

    assertLoggedIn();
  }

  @Test
  void read_taskIdEmptyBesideCookies_isALogin() {
    ObjectNode body = documented("sendSmsCode", "logged-in").deepCopy();
    body.withObject("/data").put("taskId", "");
    platform.respond("sendSmsCode", body.toString());

    assertThat(Form.BLOCKING.send(login).loggedIn()).isPresent();
  }

  @Test
  void sendSmsCodeAsync_futureCancelled_cancelsTheCall() throws Exception {
    platform.respond("sendSmsCode", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    OkHttpClient given = new OkHttpClient();
    try (QixiangyunLogin own = platform.builder().okHttpClient(given).build()) {
      Form.BLOCKING.check(own);
      CompletableFuture<SendSmsCodeOutcome> future =
          own.multiAccount().sendSmsCode(Form.sending()).executeAsync();
      String path = FakePlatform.CONTRACT.operation("sendSmsCode").path();
      Call running =
          given.dispatcher().runningCalls().stream()
              .filter(call -> call.request().url().encodedPath().equals(path))
              .findFirst()
              .orElseThrow();

      future.cancel(true);

      assertThat(running.isCanceled()).isTrue();
      // Else it would write its line to the log of another test.
      Await.until("the call has ended", () -> given.dispatcher().runningCallsCount() == 0);
    }
  }

  /** The server responds only after all requests have arrived, so a queued call would hang. */
  @Test
  void sendSmsCodeAsync_20AtOnce_doNotQueue() {
    CyclicBarrier together = new CyclicBarrier(20);
    platform.respond(
        "sendSmsCode",
        request -> {
          try {
            together.await(20, TimeUnit.SECONDS);
          } catch (Exception queued) {
            throw new AssertionError(queued);
          }
          return FakePlatform.json(documented("sendSmsCode", "sms-sent").toString());
        });

    List<CompletableFuture<SendSmsCodeOutcome>> logins =
        Stream.generate(() -> login.multiAccount().sendSmsCode(Form.sending()).executeAsync())
            .limit(20)
            .toList();

    assertThat(logins).allSatisfy(l -> assertThat(l.get(20, TimeUnit.SECONDS)).isNotNull());
  }
}
