package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.NaturalPersonLoginOutcome.LoggedIn;
import io.github.qxylogin.client.NaturalPersonLoginOutcome.SmsSent;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NaturalPersonTest {
  private static final TaskId TASK = new TaskId("1804053744766218201");
  private static final LoggedIn LOGGED_IN = new LoggedIn(CookieHeader.parse("token=test-token"));

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  NaturalPersonTest() throws IOException {}

  @ParameterizedTest
  @EnumSource
  void sendNaturalPersonSmsCode_smsSent_givesTheTask(Form form) {
    ObjectNode body = FakePlatform.documented("sendNaturalPersonSmsCode", "sms-sent").deepCopy();
    body.withObject("/data").put("msg", "已发送").put("needSms", true).putArray("status");
    platform.answer("sendNaturalPersonSmsCode", body.toString());

    assertThat(TypedCalls.call(form, login, "sendNaturalPersonSmsCode"))
        .isEqualTo(new SmsSent(TASK, "134****0001", "已发送"));
  }

  @ParameterizedTest
  @EnumSource
  void sendNaturalPersonSmsCode_noSmsNeeded_givesTheSession(Form form) {
    platform.answerCase("sendNaturalPersonSmsCode", "logged-in");

    assertThat(TypedCalls.call(form, login, "sendNaturalPersonSmsCode")).isEqualTo(LOGGED_IN);
  }

  @ParameterizedTest
  @EnumSource
  void uploadNaturalPersonSmsCode_loggedIn_givesTheSession(Form form) {
    assertThat(TypedCalls.call(form, login, "uploadNaturalPersonSmsCode")).isEqualTo(LOGGED_IN);
  }

  @Test
  void match_outcome_appliesItsFunction() {
    NaturalPersonLoginOutcome sent = new SmsSent(TASK, null, null);
    NaturalPersonLoginOutcome in = LOGGED_IN;

    assertThat(sent.<String>match(i -> "in", s -> "sent")).isEqualTo("sent");
    assertThat(in.<String>match(i -> "in", s -> "sent")).isEqualTo("in");
  }

  @Test
  void toString_outcomes_hideSecrets() {
    assertThat(new SmsSent(TASK, "134****0001", "sent to 13400000001"))
        .hasToString("SmsSent[taskId=1804053744766218201, mobile=██]");
    assertThat(new SmsSent(TASK, null, null))
        .hasToString("SmsSent[taskId=1804053744766218201, mobile=null]");
    assertThat(LOGGED_IN).hasToString("LoggedIn[tpass=CookieHeader[cookies=1]]");
  }
}
