package io.github.qxylogin.mock.console;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console of a mock in a browser, and a program that calls the mock. */
@ExtendWith(LoginMockExtension.class)
abstract class CalledConsole {
  @RegisterExtension static final Browser BROWSER = new Browser();

  final LoginMock mock;
  final Http http;
  final Platform platform;

  CalledConsole(LoginMock mock) {
    this.mock = mock;
    http = new Http(mock.url());
    platform = new Platform(mock.url());
  }

  void open(String view) {
    BROWSER.open(mock.url() + "/#" + view);
  }
}
