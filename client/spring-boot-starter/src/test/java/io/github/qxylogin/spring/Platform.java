package io.github.qxylogin.spring;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.types.AccountId;
import io.github.qxylogin.mock.LoginMock;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A mock of the platform for one test, and applications that call it. */
final class Platform implements AutoCloseable {
  static final String APP_KEY = "app";
  static final String APP_SECRET = "s3cr3t";

  static final CheckSessionRequest REQUEST =
      CheckSessionRequest.builder()
          .nsrsbh("91110000TESTTEST01")
          .accountId(new AccountId("00000000000000000000000000000001"))
          .buildPartial();

  private static final LoginMock SERVER =
      LoginMock.builder().credentials(APP_KEY, APP_SECRET).start();

  private final LoginMock mock = SERVER.openSandbox();

  LoginMock mock() {
    return mock;
  }

  /** Returns a runner of applications with the starter and no property. */
  static ApplicationContextRunner bare() {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(QixiangyunLoginAutoConfiguration.class));
  }

  /** Returns a runner of applications that are signed in at the mock. */
  ApplicationContextRunner application() {
    return bare()
        .withPropertyValues(
            "qixiangyun.login.base-url=" + mock.url(),
            "qixiangyun.login.app-key=" + APP_KEY,
            "qixiangyun.login.app-secret=" + APP_SECRET);
  }

  /** The one place that calls the platform: any call that costs nothing does. */
  static void call(QixiangyunLogin login) {
    var unused = login.multiAccount().checkSession(REQUEST).execute();
  }

  @Override
  public void close() {
    mock.close();
  }
}
