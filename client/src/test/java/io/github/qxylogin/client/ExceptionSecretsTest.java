package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.InvalidCredentialsException;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.LoginInformationException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.auth.RequestSigner;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.types.Password;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExceptionSecretsTest {
  private static final String CANARY = "canary-4711";
  private static final String TOKEN =
      FakePlatform.documented("fetchToken", "issued").at("/data/access_token").textValue();

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  @ParameterizedTest
  @EnumSource
  void exception_vendorQuotesTheRequest_isMasked(Form form) {
    platform.respond(
        "sendSmsCode", FakePlatform.errorResponse("4037", "手机号码13800000001或用户13800000000不存在"));

    LoginInformationException rejected =
        catchThrowableOfType(LoginInformationException.class, () -> form.send(login));

    assertThat(rejected.vendorMessage()).hasValue("手机号码██或用户██不存在");
    assertThat(stackTrace(rejected)).doesNotContain("13800000001", "13800000000");
  }

  @Test
  void exception_vendorQuotesEverySecretOfTheRequest_isMasked() {
    SendSmsCodeRequest request = Form.sending().toBuilder().gryhm("AA").sjhm(CANARY).buildPartial();
    platform.respond(
        "sendSmsCode",
        FakePlatform.errorResponse("4037", "AA, %s, %s".formatted(Form.ENCRYPTED, CANARY)));

    QixiangyunException rejected =
        catchThrowableOfType(
            QixiangyunException.class, () -> login.multiAccount().sendSmsCode(request).execute());

    assertThat(rejected.vendorMessage()).hasValue("██, ██, ██");
  }

  @Test
  void exception_vendorQuotesTheToken_isMasked() {
    platform.respond("sendSmsCode", FakePlatform.errorResponse("505002", "token " + TOKEN));

    QixiangyunException rejected =
        catchThrowableOfType(QixiangyunException.class, () -> Form.BLOCKING.send(login));

    assertThat(rejected.vendorMessage()).hasValue("token ██");
  }

  @ParameterizedTest
  @CsvSource({
    "手机号13912345678有误, 手机号██有误",
    "证件11010519491231002X有误, 证件██有误",
    "税号915211111111111111有误, 税号915211111111111111有误",
    "任务1736647432086679600有误, 任务1736647432086679600有误"
  })
  void exception_vendorQuotesAnEarlierRequest_isMaskedWhenPersonal(String text, String masked) {
    platform.respond("uploadSmsCode", FakePlatform.errorResponse("4002", text));

    QixiangyunException rejected =
        catchThrowableOfType(QixiangyunException.class, () -> Form.BLOCKING.upload(login));

    assertThat(rejected.vendorMessage()).hasValue(masked);
  }

  @Test
  void exception_wrongSecretQuoted_isMasked() {
    String md5 = RequestSigner.md5(FakePlatform.APP_SECRET.getBytes(UTF_8));
    platform.respond(
        "fetchToken",
        "{\"code\":\"2000\",\"success\":true,\"data\":{\"error_msg\":\"密钥%s无效\"}}".formatted(md5));

    InvalidCredentialsException rejected =
        catchThrowableOfType(InvalidCredentialsException.class, () -> Form.BLOCKING.send(login));

    assertThat(rejected.vendorMessage()).hasValue("密钥██无效");
  }

  @ParameterizedTest
  @EnumSource
  void exception_unreadableResponseQuotesTheToken_isMasked(Form form) {
    platform.respond(
        "sendSmsCode",
        "{\"code\":\"5000\",\"success\":true,\"message\":\"tok %s\",\"data\":[1]}"
            .formatted(TOKEN));

    QixiangyunException rejected =
        catchThrowableOfType(QixiangyunException.class, () -> form.send(login));

    assertThat(rejected.vendorMessage()).hasValue("tok ██");
    assertThat(stackTrace(rejected)).doesNotContain(TOKEN);
  }

  /** The task is used up: what the login brought is in the exception, or lost. */
  @ParameterizedTest
  @EnumSource
  void exception_loginLacksAMember_hasTheWholeResponseAndShowsNothingOfIt(Form form) {
    ObjectNode body = FakePlatform.documented("uploadSmsCode", "logged-in").deepCopy();
    body.withObject("/data").remove("accountId");
    body.withObject("/data/dppt").put("cookie", "TGC=" + CANARY);
    platform.respond("uploadSmsCode", body.toString());

    InvalidResponseException failed =
        catchThrowableOfType(InvalidResponseException.class, () -> form.upload(login));

    assertThat(failed.responseBody()).hasValue(body.toString());
    assertThat(((InvalidResponseException) failed.again()).responseBody())
        .isEqualTo(failed.responseBody());
    assertThat(stackTrace(failed) + failed).doesNotContain(CANARY);
  }

  @Test
  void exception_writtenAnywhere_leavesTheResponseOut() throws IOException {
    platform.respond(
        "uploadSmsCode", "{\"code\":\"2000\",\"reqId\":\"r\",\"x\":\"" + CANARY + "\"}");
    InvalidResponseException failed =
        catchThrowableOfType(InvalidResponseException.class, () -> Form.BLOCKING.upload(login));
    ByteArrayOutputStream java = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(java)) {
      out.writeObject(failed);
    }

    assertThat(failed.responseBody().orElseThrow()).contains(CANARY);
    assertThat(java.toString(UTF_8)).doesNotContain(CANARY);
    assertThat(new ObjectMapper().writeValueAsString(failed)).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @EnumSource
  void exception_noJson_hasWhatCame(Form form) {
    platform.respond("uploadSmsCode", "<html>" + CANARY);

    InvalidResponseException failed =
        catchThrowableOfType(InvalidResponseException.class, () -> form.upload(login));

    assertThat(failed.responseBody()).hasValue("<html>" + CANARY);
    assertThat(stackTrace(failed)).doesNotContain(CANARY);
  }

  @Test
  void exception_codeAndReqIdQuoteTheToken_areMasked() {
    platform.respond(
        "sendSmsCode",
        "{\"code\":\"5%1$s\",\"success\":true,\"reqId\":\"r%1$s\"}".formatted(TOKEN),
        "{\"code\":\"2000\",\"success\":true,\"reqId\":\"r%s\"}".formatted(TOKEN));

    QixiangyunException rejected =
        catchThrowableOfType(QixiangyunException.class, () -> Form.BLOCKING.send(login));
    QixiangyunException invalid =
        catchThrowableOfType(QixiangyunException.class, () -> Form.BLOCKING.send(login));

    assertThat(rejected.code()).hasValue("5██");
    assertThat(rejected.reqId()).hasValue("r██");
    assertThat(invalid.reqId()).hasValue("r██");
    assertThat(stackTrace(rejected) + stackTrace(invalid)).doesNotContain(TOKEN);
  }

  @Test
  void exception_secretIsACode_leavesTheCode() {
    platform.respond("sendSmsCode", FakePlatform.errorResponse("4038", ""));
    SendSmsCodeRequest request = Form.sending().toBuilder().gryhm("4038").buildPartial();

    QixiangyunException rejected =
        catchThrowableOfType(
            QixiangyunException.class, () -> login.multiAccount().sendSmsCode(request).execute());

    assertThat(rejected.code()).hasValue("4038");
  }

  @ParameterizedTest
  @EnumSource
  void exception_garbageOnTheLine_isMasked(Form form) throws IOException {
    try (ServerSocket garbage = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> respondWithGarbage(garbage));
      server.setDaemon(true);
      server.start();
      String address = "http://127.0.0.1:" + garbage.getLocalPort();
      try (QixiangyunLogin other = platform.builder().baseUrl(address).build()) {
        ApiConnectionException failed =
            catchThrowableOfType(ApiConnectionException.class, () -> form.send(other));

        assertThat(failed.getMessage())
            .contains(
                "Unexpected status line: GARBAGE ██"
                    + " {\"cookie\": \"██\",\"access_token\":\"██\"}");
        assertThat(failed).hasCauseInstanceOf(IOException.class);
        assertThat(stackTrace(failed)).doesNotContain(CANARY, FakePlatform.APP_SECRET);
      }
    }
  }

  private static void respondWithGarbage(ServerSocket server) {
    try (Socket socket = server.accept()) {
      String line =
          "GARBAGE %s {\"cookie\": \"%s\",\"access_token\":\"%s\"}\r\n\r\n"
              .formatted(FakePlatform.APP_SECRET, CANARY, CANARY + "\\\"" + CANARY);
      socket.getOutputStream().write(line.getBytes(UTF_8));
      socket.getInputStream().readAllBytes();
    } catch (IOException clientGone) {
      // It has had its garbage; what it makes of that is judged elsewhere.
    }
  }

  @Test
  void exception_appSecretQuoted_isMasked() {
    platform.respond(
        "fetchToken",
        "{\"code\":\"2000\",\"success\":true,\"data\":{\"error_msg\":\"密钥%s无效\"}}"
            .formatted(FakePlatform.APP_SECRET));

    InvalidCredentialsException rejected =
        catchThrowableOfType(InvalidCredentialsException.class, () -> Form.BLOCKING.send(login));

    assertThat(rejected.vendorMessage()).hasValue("密钥██无效");
  }

  @ParameterizedTest
  @EnumSource
  void exception_contentTypeQuotesASecret_isMasked(Form form) {
    platform.respond(
        "sendSmsCode",
        new MockResponse()
            .setResponseCode(502)
            .setHeader("Content-Type", "text/13800000001")
            .setBody("<html>"));

    assertThatThrownBy(() -> form.send(login))
        .hasMessageContaining("A gateway returned text/██ instead of");
  }

  /** No failure of a request exposes its clear password. */
  @ParameterizedTest
  @EnumSource
  void exception_anyFailureOfAClearPassword_hidesIt(Form form) {
    Password closed = Password.of(CANARY.toCharArray());
    closed.close();
    SendSmsCodeRequest good =
        Form.sending().toBuilder().gryhmm(Password.of(CANARY.toCharArray())).buildPartial();
    SendSmsCodeRequest.Builder builder =
        SendSmsCodeRequest.builder().gryhmm(good.gryhmm().orElseThrow());
    platform.respond("sendSmsCode", FakePlatform.errorResponse("4038", ""), "<html>");

    List<Throwable> failures =
        List.of(
            catchThrowable(() -> form.send(login, good)),
            catchThrowable(() -> form.send(login, good)),
            catchThrowable(() -> form.send(login, good.toBuilder().sjhm("").build())),
            catchThrowable(() -> form.send(login, good.toBuilder().gryhmm(closed).build())),
            catchThrowable(builder::build),
            catchThrowable(
                () ->
                    form.send(login, good.toBuilder().gryhmm(Password.encrypted(CANARY)).build())),
            catchThrowable(() -> Password.of((CANARY + '\uD83D').toCharArray())));

    assertThat(failures).noneMatch(f -> stackTrace(f).contains(CANARY));
    assertThat(good + " " + builder + " " + good.gryhmm()).doesNotContain(CANARY);
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
