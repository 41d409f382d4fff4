package io.github.qxylogin.client.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallReportTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void toString_every_namesEachMember() {
    assertThat(new CallReport("sendSmsCode", 1, SECOND, 200, "2000", Family.OK, "r1", null))
        .hasToString(
            "CallReport[operation=sendSmsCode, attempts=1, duration=PT1S, httpStatus=200,"
                + " code=2000, family=OK, reqId=r1, failure=null]");
  }

  @Test
  void new_withoutFamily_isRejected() {
    assertThatNullPointerException()
        .isThrownBy(() -> new CallReport("sendSmsCode", 1, SECOND, 200, "2000", null, "r1", null))
        .withMessage("family");
  }
}
