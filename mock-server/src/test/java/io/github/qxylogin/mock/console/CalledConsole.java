package io.github.qxylogin.mock.console;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console of a mock in a browser, and a program that calls the mock. */
@ExtendWith(LoginMockExtension.class)
abstract class CalledConsole {
  private final Browser browser;
  final LoginMock mock;
  final Http http;
  final Platform platform;

  /**
   * Creates the tests of a class.
   *
   * @param browser the class's own, since classes run at the same time
   */
  CalledConsole(LoginMock mock, Browser browser) {
    this.mock = mock;
    this.browser = browser;
    http = new Http(mock.url());
    platform = new Platform(mock.url());
  }

  void open(String view) {
    browser.open(mock.url() + "/#" + view);
  }
}
