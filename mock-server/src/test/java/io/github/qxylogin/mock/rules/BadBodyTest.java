package io.github.qxylogin.mock.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The responses to bodies that only an attack or an accident would send. */
class BadBodyTest {

  private static final Contract CONTRACT = Contract.load();
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");

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
  void goodRequestIsServed() {
    assertThat(
            new Http(mock.url())
                .post(UPLOAD.path(), UPLOAD.documentedCase("logged-in").request())
                .caseName())
        .isEqualTo("logged-in");
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
    RawResponse response = post("", body.getBytes(ISO_8859_1));

    assertMalformed(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00c3(", "\u00ed\u00a0\u0080", "\u00f8\u0088\u0080\u0080\u0080"})
  void post_invalidUtf8_isMalformed(String bytes) {
    RawResponse response = post("", ("{\"nsrsbh\":\"" + bytes + "\"}").getBytes(ISO_8859_1));

    assertMalformed(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void post_nestedTooDeep_isMalformed(String opening) {
    RawResponse response = post("", ("{\"a\":" + opening.repeat(100_000)).getBytes(UTF_8));

    assertMalformed(response);
  }

  @Test
  void post_numberOfAThousandDigitsAndMore_isMalformed() {
    RawResponse response = post("", ("{\"nsrsbh\":" + "9".repeat(5000) + "}").getBytes(UTF_8));

    assertMalformed(response);
  }

  @Test
  void post_nestedAsDeepAsAllowed_namesTheMissingField() {
    String nested = "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}";

    RawResponse response = post("", nested.getBytes(UTF_8));

    assertThat(response.statusLine()).startsWith("HTTP/1.1 200 ");
    assertThat(Http.parse(response.body()).path("message").asText()).isEqualTo("参数taskId不能为空！");
  }

  private static void assertMalformed(RawResponse response) {
    assertThat(response.statusLine()).startsWith("HTTP/1.1 200 ");
    assertThat(Http.parse(response.body()).path("code").asText())
        .isEqualTo(CONTRACT.parameterError(UPLOAD, Condition.BODY_MALFORMED, "").code().code());
    assertThat(response.head()).contains("X-Mock-Case: " + Condition.BODY_MALFORMED.key());
    assertThat(response.text()).doesNotContain("\tat ", "jackson");
  }

  private static RawResponse post(String headers, byte[] body) {
    return RawConnection.to(mock)
        .send(head(headers + "Content-Length: " + body.length + "\r\n"))
        .send(body)
        .response();
  }

  private static String head(String headers) {
    return "POST "
        + UPLOAD.path()
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n";
  }
}
