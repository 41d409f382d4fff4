package io.github.qxylogin.contracttests.walkthrough;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.types.AccountId;
import io.github.qxylogin.mock.LoginMock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MovedClockTest {
  @Test
  void call_afterTheMocksClockWasMoved_isDatedByTheMock() {
    try (LoginMock mock = LoginMock.builder().credentials("key", "secret").start();
        QixiangyunLogin login =
            QixiangyunLogin.builder().baseUrl(mock.url()).credentials("key", "secret").build()) {
      mock.clock().advance(Duration.ofMinutes(31));

      var unused =
          login
              .multiAccount()
              .checkSession(
                  CheckSessionRequest.builder()
                      .nsrsbh("91110000TESTTEST08")
                      .accountId(new AccountId("00000000000000000000000000000008"))
                      .buildPartial())
              .execute();

      mock.verify().operation("checkSession").returnedCode("505018").called(1);
      mock.verify().operation("checkSession").called(2);
    }
  }
}
