package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.qxylogin.client.errors.LoginInformationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
class LoggingInterceptorTest {
  private static final String SEND = "POST /v2/public/login/multiacc/dpptCookie: ";

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  @BeforeEach
  void fetchToken() {
    Form.BLOCKING.check(login);
  }

  private List<String> logged(Level level, Runnable call) {
    try (RecordingLog log = RecordingLog.ofTheClient(level)) {
      call.run();
      return log.lines().stream().map(line -> line.replaceAll("\\d+ ms", "9 ms")).toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_atDebug_isOneLine(Form form) {
    platform.respond("sendSmsCode", errorResponse("4038", ""));

    List<String> lines =
        logged(
            Level.DEBUG,
            () ->
                assertThatThrownBy(() -> form.send(login))
                    .isInstanceOf(LoginInformationException.class));

    assertThat(lines).containsExactly("DEBUG " + SEND + "HTTP 200, code 4038, reqId r1, 9 ms");
  }

  @Test
  void call_atTrace_showsBothBodiesMasked() {
    platform.respond("sendSmsCode", errorResponse("4038", "用户13800000000的密码有误"));

    List<String> lines =
        logged(Level.TRACE, () -> assertThatThrownBy(() -> Form.BLOCKING.send(login)));

    assertThat(lines)
        .containsExactly(
            "DEBUG " + SEND + "HTTP 200, code 4038, reqId r1, 9 ms",
            "TRACE "
                + SEND
                + "sent {\"nsrsbh\":\"91110000TESTTEST01\",\"areaCode\":\"5100\","
                + "\"gryhm\":\"██\",\"gryhmm\":\"██\",\"sflx\":\"BSY\",\"sjhm\":\"██\"}",
            "TRACE "
                + SEND
                + "received {\"code\":\"4038\",\"success\":true,\"message\":\"用户██的密码有误\","
                + "\"data\":\"\",\"req_id\":\"r1\"}");
  }

  @Test
  void call_secretObjectsAndListsAtTrace_showsWhatFollows() {
    platform.respond(
        "sendSmsCode",
        """
        {"code":"4038","cookie":[{"name":"a"}],"sjhm":{"a":1},"message":"","reqId":"r1"}""");

    List<String> lines =
        logged(Level.TRACE, () -> assertThatThrownBy(() -> Form.BLOCKING.send(login)));

    assertThat(lines.get(2))
        .isEqualTo(
            "TRACE "
                + SEND
                + "received {\"code\":\"4038\",\"cookie\":\"██\",\"sjhm\":\"██\","
                + "\"message\":\"\",\"reqId\":\"r1\"}");
  }

  @Test
  void call_atTrace_leavesTheResponseToItsReader() {
    platform.respondWithCase("sendSmsCode", "sms-sent");

    try (RecordingLog log = RecordingLog.ofTheClient(Level.TRACE)) {
      assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();
      assertThat(log.lines()).hasSize(3);
    }
  }

  @Test
  void call_htmlAtTrace_isNotShown() {
    platform.respond("sendSmsCode", new MockResponse().setResponseCode(502).setBody("<html>"));

    List<String> lines =
        logged(Level.TRACE, () -> assertThatThrownBy(() -> Form.BLOCKING.send(login)));

    assertThat(lines.get(0)).isEqualTo("DEBUG " + SEND + "HTTP 502, code null, reqId null, 9 ms");
    assertThat(lines.get(2)).isEqualTo("TRACE " + SEND + "received 6 bytes that are no JSON");
  }

  @Test
  void call_noResponse_reportsWhy() {
    platform.respond(
        "sendSmsCode", new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

    List<String> lines =
        logged(Level.TRACE, () -> assertThatThrownBy(() -> Form.BLOCKING.send(login)));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .isEqualTo(
            "DEBUG "
                + SEND
                + "no response (unexpected end of stream on "
                + platform.address()
                + "...), 9 ms");
  }

  @Test
  void call_sentAgain_isReported() {
    String valid = FakePlatform.documented("checkSession", "valid").toString();
    platform.respond(
        "checkSession", new MockResponse().setResponseCode(503), FakePlatform.json(valid));

    List<String> lines = logged(Level.DEBUG, () -> Form.BLOCKING.check(login));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).isEqualTo("DEBUG checkSession is sent again in 9 ms (1 of 2)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_logLines_areThoseLogged(String guide) throws IOException {
    List<String> shown = ReadmeTest.blocks("text", Files.readString(Path.of(guide)));
    platform.respond("sendSmsCode", errorResponse("4038", "用户13800000000的密码有误"));

    List<String> lines =
        logged(
            Level.TRACE,
            () ->
                assertThat(login.multiAccount().sendSmsCode(Form.sending()).executeAsync())
                    .failsWithin(Form.WAIT_LIMIT));

    assertThat(lines)
        .containsSubsequence(String.join("", shown).replaceAll("\\d+ ms", "9 ms").lines().toList());
  }

  @Test
  void call_atInfo_isSilent() {
    assertThat(logged(Level.INFO, () -> Form.BLOCKING.send(login))).isEmpty();
  }
}
