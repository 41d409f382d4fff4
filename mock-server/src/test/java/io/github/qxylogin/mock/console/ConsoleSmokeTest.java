package io.github.qxylogin.mock.console;

import static io.github.qxylogin.mock.console.Browser.at;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console opens in a browser and plays a login. Slow tests cover the rest. */
@ExtendWith(LoginMockExtension.class)
class ConsoleSmokeTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  @Test
  void login_played_isAmongTheCalls(LoginMock mock) {
    BROWSER.open(mock.url() + "/#try/uploadSmsCode");
    BROWSER.click("case-logged-in");
    BROWSER.click("try-send");
    BROWSER.says(at("try-result"), "logged-in");

    BROWSER.click("nav-calls");

    BROWSER.says(at("call"), "logged-in");
  }
}
