package io.github.qxylogin.mock.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawAnswer;
import io.github.qxylogin.mock.testing.RawAnswerAssert;
import io.github.qxylogin.mock.testing.RawConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operations answer to bodies that only an attack or an accident would send. */
class BadBodyTest {

  private static final Contract CONTRACT = Contract.load();
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");
  private static final int TEN_MEBIBYTES = 10 << 20;

  private static LoginMock mock;

  @BeforeAll
  static void start() {
    mock = LoginMock.start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @AfterEach
  void goodRequestIsAnswered() {
    assertThat(
            new Http(mock.url())
                .post(UPLOAD.path(), UPLOAD.documentedCase("logged-in").request())
                .caseName())
        .isEqualTo("logged-in");
  }

  @Test
  void post_tenMebibytes_isTooLarge() {
    RawAnswer answer = post("", new byte[TEN_MEBIBYTES]);

    assertRefused(answer, 413, Problem.BODY_TOO_LARGE);
  }

  @Test
  void post_tenMebibytesChunked_isTooLarge() {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    RawConnection connection = RawConnection.to(mock).send(head("Transfer-Encoding: chunked\r\n"));
    for (int sent = 0; sent < TEN_MEBIBYTES; sent += 0x10000) {
      connection.send(chunk);
    }

    RawAnswer answer = connection.send("0\r\n\r\n").answer();

    assertRefused(answer, 413, Problem.BODY_TOO_LARGE);
  }

  @Test
  void post_gzipBomb_isRefused() {
    RawAnswer answer = post("Content-Encoding: gzip\r\n", gzip(new byte[64 << 20]));

    assertRefused(answer, 415, Problem.BODY_ENCODING_WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"nsrsbh\":\"1\",\"nsrsbh\":\"2\"}",
        "{\"nsrsbh\":\"1\"",
        "{\"nsrsbh\":\"1\"}{}",
        "{\"nsrsbh\":'1'}",
        "{\"nsrsbh\":NaN}",
        "{\"nsrsbh\":01}",
        "[]",
        "\"text\"",
        "{\"a\u0000\":1}",
        "\u00ff\u00fe{}"
      })
  void post_notOneJsonObject_isMalformed(String body) {
    RawAnswer answer = post("", body.getBytes(ISO_8859_1));

    assertMalformed(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00c3(", "\u00ed\u00a0\u0080", "\u00f8\u0088\u0080\u0080\u0080"})
  void post_invalidUtf8_isMalformed(String bytes) {
    RawAnswer answer = post("", ("{\"nsrsbh\":\"" + bytes + "\"}").getBytes(ISO_8859_1));

    assertMalformed(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void post_nestedTooDeep_isMalformed(String opening) {
    RawAnswer answer = post("", ("{\"a\":" + opening.repeat(100_000)).getBytes(UTF_8));

    assertMalformed(answer);
  }

  @Test
  void post_numberOfAThousandDigitsAndMore_isMalformed() {
    RawAnswer answer = post("", ("{\"nsrsbh\":" + "9".repeat(5000) + "}").getBytes(UTF_8));

    assertMalformed(answer);
  }

  @Test
  void post_nestedAsDeepAsAllowed_namesTheMissingField() {
    String nested = "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}";

    RawAnswer answer = post("", nested.getBytes(UTF_8));

    assertThat(answer.statusLine()).startsWith("HTTP/1.1 200 ");
    assertThat(Http.parse(answer.body()).path("message").asText()).isEqualTo("参数taskId不能为空！");
  }

  @Test
  void post_truncatedMultipart_isNoJson() {
    RawAnswer answer =
        RawConnection.to(mock)
            .send(
                "POST "
                    + UPLOAD.path()
                    + " HTTP/1.1\r\n"
                    + "Host: x\r\n"
                    + "Connection: close\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\n"
                    + "Content-Length: 5\r\n\r\n"
                    + "--b\r\n")
            .answer();

    assertRefused(answer, 415, Problem.CONTENT_TYPE_WRONG);
  }

  @Test
  void post_tenThousandHeaders_areTooLarge() {
    RawAnswer answer = RawConnection.to(mock).send(head("a: b\r\n".repeat(10_000))).answer();

    assertRefused(answer, 431, Problem.HEADERS_TOO_LARGE);
  }

  private static void assertMalformed(RawAnswer answer) {
    assertThat(answer.statusLine()).startsWith("HTTP/1.1 200 ");
    assertThat(Http.parse(answer.body()).path("code").asText())
        .isEqualTo(CONTRACT.parameterAnswer(UPLOAD, Condition.BODY_MALFORMED, "").code().code());
    assertThat(answer.head()).contains("X-Mock-Case: " + Condition.BODY_MALFORMED.key());
    assertThat(answer.text()).doesNotContain("\tat ", "jackson");
  }

  private static void assertRefused(RawAnswer answer, int status, Problem problem) {
    RawAnswerAssert.assertRefused(answer, problem, status);
    assertThat(answer.head()).contains("X-Mock-Case: " + problem.key());
  }

  private static RawAnswer post(String headers, byte[] body) {
    return RawConnection.to(mock)
        .send(head(headers + "Content-Length: " + body.length + "\r\n"))
        .send(body)
        .answer();
  }

  private static String head(String headers) {
    return "POST "
        + UPLOAD.path()
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n";
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return zipped.toByteArray();
  }
}
