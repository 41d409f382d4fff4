package io.github.qxylogin.client.types;

import static io.github.qxylogin.client.FakePlatform.documented;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.ArbitraryText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieHeaderTest {
  private static final int SAMPLES = 5000;

  @Test
  void parse_documentedCookie_hasEveryName() {
    String sent = documented("uploadSmsCode", "logged-in").at("/data/dppt/cookie").textValue();

    CookieHeader cookies = CookieHeader.parse(sent);

    assertThat(cookies.names())
        .containsExactly(
            "DZSWJ_TGC",
            "SSO_LOGIN_TGC",
            "expire",
            "session_expire",
            "oauth2_referer",
            "x_host_key",
            "SSO_SECURITY_CHECK_TOKEN",
            "dzfp-ssotoken");
    assertThat(cookies.value("expire")).hasValue("1800");
  }

  @Test
  void value_documentedBars_areKept() {
    String sent = documented("sendSmsCode", "logged-in").at("/data/dppt/cookie").textValue();

    assertThat(CookieHeader.parse(sent).value("SERVERID"))
        .hasValue("36c2818b5a85e|1687933375|1687933372");
  }

  @ParameterizedTest
  @CsvSource({
    "'a=1;b=2', b, 2",
    "'a=1; b=2; ', a, 1",
    "'a=b=c==', a, b=c==",
    "'a=one two ; b=2', a, one two",
    "' a = 1', a, 1",
    "'a=', a, ''",
    "'a=\"q\"', a, '\"q\"'",
    "'=1', '', 1",
    "'secure', '', secure",
    "'甲=乙', 甲, 乙",
    "'a=1; A=2', A, 2",
    "'a=1; a=2', a, 1"
  })
  void value_ofAName_isTheTextBehindIt(String sent, String name, String value) {
    assertThat(CookieHeader.parse(sent).value(name)).hasValue(value);
  }

  @Test
  void value_unknownName_isNone() {
    assertThat(CookieHeader.parse("a=1").value("b")).isEmpty();
  }

  @Test
  void values_sameNameTwice_areInTheirOrder() {
    CookieHeader cookies = CookieHeader.parse("a=2; b=0; a=1");

    assertThat(cookies.values("a")).containsExactly("2", "1");
    assertThat(cookies.names()).containsExactly("a", "b");
  }

  @Test
  void values_anyName_cannotBeChanged() {
    CookieHeader cookies = CookieHeader.parse("a=1");

    assertThat(cookies.values("a")).isUnmodifiable();
    assertThat(cookies.names()).isUnmodifiable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ";", " ; ;", "\t;\u3000"})
  void isEmpty_blankPiecesOnly_isTrue(String sent) {
    assertThat(CookieHeader.parse(sent).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1", "a", "=", "; a="})
  void isEmpty_anyCookie_isFalse(String sent) {
    assertThat(CookieHeader.parse(sent).isEmpty()).isFalse();
  }

  @Test
  void equals_sameText_isTheSameValue() {
    assertThat(CookieHeader.parse("a=1"))
        .isEqualTo(CookieHeader.parse("a=1"))
        .hasSameHashCodeAs(CookieHeader.parse("a=1"))
        .isNotEqualTo(CookieHeader.parse("a=2"))
        .isNotEqualTo("a=1");
    assertThat(CookieHeader.parse("")).isEqualTo(CookieHeader.NONE);
  }

  @Test
  void toString_cookies_showsTheirNumber() {
    assertThat(CookieHeader.parse("canary=canary; canary")).hasToString("CookieHeader[cookies=2]");
  }

  @Test
  void parse_anyText_isHandedOnUnchanged() {
    ArbitraryText.check(
        SAMPLES,
        arbitrary -> {
          String text = arbitrary.next();

          CookieHeader cookies = CookieHeader.parse(text);

          assertThat(cookies.header()).isEqualTo(text);
          assertThat(cookies.toString()).matches("CookieHeader\\[cookies=\\d+]");
          assertThat(cookies.isEmpty()).isEqualTo(cookies.names().isEmpty());
          for (String name : cookies.names()) {
            assertThat(cookies.value(name)).hasValue(cookies.values(name).get(0));
            assertThat(text).contains(name).contains(cookies.values(name));
          }
        });
  }

  @Test
  void parse_anyCookiesJoined_areFoundAgain() {
    ArbitraryText.check(
        SAMPLES,
        arbitrary -> {
          List<String> pieces = new ArrayList<>();
          List<String> values = new ArrayList<>();
          for (int left = arbitrary.below(5); left > 0; left--) {
            values.add(arbitrary.next().replace(";", "").strip());
            pieces.add("name=" + values.get(values.size() - 1));
          }

          CookieHeader cookies = CookieHeader.parse(String.join("; ", pieces));

          assertThat(cookies.values("name")).isEqualTo(values);
        });
  }
}
