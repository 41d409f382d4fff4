package io.github.qxylogin.mock.console;

import static io.github.qxylogin.mock.console.Browser.at;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Slow;
import io.github.qxylogin.mock.testing.TlsProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console works behind a proxy that ends TLS. */
@Slow
@ExtendWith(LoginMockExtension.class)
class ConsoleBehindProxyTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  @Test
  void console_overTlsOfAProxy_isLiveAndActs(LoginMock mock) {
    try (TlsProxy proxy = new TlsProxy(mock.url())) {
      BROWSER.open(proxy.url() + "/#try/uploadSmsCode");
      BROWSER.click("case-logged-in");
      BROWSER.click("try-send");
      BROWSER.says(at("try-result"), "logged-in");

      BROWSER.click("nav-server");
      BROWSER.click("clock-PT5M");

      BROWSER.says(at("clock-state"), "Not the real time");
      BROWSER.leave();
    }
  }
}
