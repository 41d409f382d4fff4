package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LoginMockExtension.class)
class LoginMockExtensionTest {
  private static final Operation SEND = Contract.load().operation("sendSmsCode");

  @RepeatedTest(2)
  void test_whateverTheLastOneLeft_startsFromAnEmptyMock(LoginMock mock) {
    Http http = new Http(mock.url());

    assertThat(http.get("/__mock/sms").json()).isEmpty();
    http.post(SEND.path(), SEND.documentedCase("sms-sent").request().orElseThrow());
    assertThat(http.get("/__mock/sms").json()).hasSize(1);
  }
}
