package io.github.qxylogin.contracttests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableBodyTest {
  private static final Charset GBK = Charset.forName("GBK");

  @Test
  void of_page_tellsCharsetAndPosition() {
    assertThat(form("text/html", "<html>".getBytes(UTF_8))).isEqualTo("UTF-8, 1:1");
  }

  @Test
  void of_trailingComma_tellsItsPosition() {
    assertThat(form("application/json", "{\n\"code\": \"2000\",}".getBytes(UTF_8)))
        .isEqualTo("UTF-8, 2:16");
  }

  @Test
  void of_byteOrderMark_tellsIt() {
    assertThat(form("application/json", "\ufeff{}".getBytes(UTF_8))).startsWith("UTF-8, BOM");
  }

  @Test
  void of_declaredCharset_isReadByIt() {
    byte[] body = "{\"message\": \"成功\"}".getBytes(GBK);

    assertThat(form("application/json;charset=GBK", body)).isEqualTo("GBK");
  }

  @Test
  void of_otherCharsetThanDeclared_isSaid() {
    assertThat(form("application/json", "<p>成功</p>".getBytes(GBK))).startsWith("no UTF-8");
    assertThat(shown("<p>成功</p>".getBytes(GBK))).isEqualTo("<p>成功</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cookie\": \"c4n4ry\",}",
        "{\"cookie\": \"a\\\"c4n4ry\",}",
        "{\"cookie\": \"c4n4ry",
        "[\"c4n4ry\", ]",
        "{\"c4n4ry name\": 1,}",
        "<a href='/x?token=c4n4ry'>",
        "<input value=\"c4n4ry\">",
        "<input value=c4n4ry>",
        "id 13800c4n4ry138"
      })
  void shown_value_isMasked(String body) {
    assertThat(shown(body.getBytes(UTF_8))).contains("██").doesNotContain("c4n4ry");
  }

  @Test
  void shown_nameOfAMember_staysReadable() {
    assertThat(shown("{\"code\": \"2000\",}".getBytes(UTF_8))).isEqualTo("{\"code\": \"██\",}");
  }

  @Test
  void shown_longPage_isCut() {
    assertThat(shown("<p>".repeat(1000).getBytes(UTF_8))).hasSize(201).endsWith("…");
  }

  private static String form(String contentType, byte[] body) {
    return Answer.of(200, contentType, body).unreadable().map(UnreadableBody::form).orElse("GBK");
  }

  private static String shown(byte[] body) {
    return Answer.of(200, "text/html", body).unreadable().orElseThrow().shown(text -> text);
  }
}
