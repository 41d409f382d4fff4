package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.LoginOutcome.LoggedIn;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BureauCookiesTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  BureauCookiesTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"sendSmsCode", "uploadSmsCode", "loginByQrCode"})
  void read_cookiesOfEverySystem_standInTheirPlace(String operation) {
    ObjectNode body = FakePlatform.documented(operation, "logged-in").deepCopy();
    body.withObject("/data/tpass").put("cookie", "a=1");
    body.withObject("/data/etax").put("cookie", "b=1");
    body.withObject("/data/dppt").put("cookie", "c=1");
    platform.answer(operation, body.toString());

    Object in = TypedCalls.call(Form.BLOCKING, login, operation);

    assertThat(in instanceof QrLoggedIn scanned ? scanned.cookies() : ((LoggedIn) in).cookies())
        .isEqualTo(
            new BureauCookies(
                CookieHeader.parse("a=1"), CookieHeader.parse("b=1"), CookieHeader.parse("c=1")));
  }
}
