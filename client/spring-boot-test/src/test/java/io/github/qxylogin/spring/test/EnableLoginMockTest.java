package io.github.qxylogin.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.types.AccountId;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.spring.QixiangyunLogins;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

/** A test of an application as a user writes it. */
@SpringBootTest(
    classes = EnableLoginMockTest.Application.class,
    properties = {
      "qixiangyun.login.app-key=${UNSET_IN_TESTS}",
      "qixiangyun.login.app-secret=${UNSET_IN_TESTS}",
      "qixiangyun.login.clients.sh.app-key=k2",
      "qixiangyun.login.clients.sh.app-secret=${UNSET_IN_TESTS}",
      "qixiangyun.login.clients.sh.base-url=http://127.0.0.1:1"
    })
@EnableLoginMock
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnableLoginMockTest {
  private static final String NSRSBH = "91110000TESTTEST01";

  @Autowired LoginMock mock;
  @Autowired QixiangyunLogin login;
  @Autowired QixiangyunLogins logins;

  /** The application. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  private static void check(LoginServices services) {
    Object unused =
        services
            .multiAccount()
            .checkSession(
                CheckSessionRequest.builder()
                    .nsrsbh(NSRSBH)
                    .accountId(new AccountId("00000000000000000000000000000001"))
                    .build())
            .execute();
  }

  @Test
  void call_ofTheClient_reachesTheMock() {
    check(login);

    mock.verify().operation("checkSession").called(1);
  }

  @Test
  void call_ofANamedClient_reachesTheMock() {
    check(logins.get("sh"));

    mock.verify().operation("checkSession").called(1);
  }

  /** A client on another clock is rejected for its date once, and asks again. */
  @Test
  void call_mockIsInTheFuture_isDatedByItsClock() {
    mock.clock().advance(Duration.ofDays(1));

    check(login);

    mock.verify().operation("checkSession").called(1);
  }

  @Test
  @Order(1)
  void mock_changedByATest_isChanged() {
    mock.clock().advance(Duration.ofDays(1));
    check(login);

    assertThat(mock.calls()).isNotEmpty();
  }

  @Test
  @Order(2)
  void mock_ofTheNextTest_isReset() {
    assertThat(mock.calls()).isEmpty();
    assertThat(mock.clock().ahead()).isZero();
  }

  @Test
  void mock_asParameter_isTheBean(@Autowired LoginMock parameter) {
    assertThat(parameter).isSameAs(mock);
  }

  @Nested
  class OfANestedClass {
    @Test
    void mock_ofTheEnclosingClass_isTheSame(@Autowired LoginMock nested) {
      assertThat(nested).isSameAs(mock);
    }
  }
}
