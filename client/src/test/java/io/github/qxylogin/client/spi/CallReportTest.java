package io.github.qxylogin.client.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.model.Family;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallReportTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static CallReport report() {
    return new CallReport("sendSmsCode", 1, SECOND, 200, "2000", Family.OK, "r1", null);
  }

  static Stream<Object> others() {
    return Stream.of(
        new CallReport("getQrCode", 1, SECOND, 200, "2000", Family.OK, "r1", null),
        new CallReport("sendSmsCode", 2, SECOND, 200, "2000", Family.OK, "r1", null),
        new CallReport("sendSmsCode", 1, Duration.ZERO, 200, "2000", Family.OK, "r1", null),
        new CallReport("sendSmsCode", 1, SECOND, 500, "2000", Family.OK, "r1", null),
        new CallReport("sendSmsCode", 1, SECOND, 200, null, Family.OK, "r1", null),
        new CallReport("sendSmsCode", 1, SECOND, 200, "2000", Family.SYSTEM, "r1", null),
        new CallReport("sendSmsCode", 1, SECOND, 200, "2000", Family.OK, null, null),
        new CallReport("sendSmsCode", 1, SECOND, 200, "2000", Family.OK, "r1", IOException.class),
        "sendSmsCode");
  }

  @ParameterizedTest
  @MethodSource("others")
  void equals_oneMemberDiffers_isFalse(Object other) {
    assertThat(report()).isNotEqualTo(other);
  }

  @Test
  void equals_sameMembers_isTrueWithOneHashCode() {
    assertThat(report()).isEqualTo(report()).hasSameHashCodeAs(report());
    assertThat(report().hashCode()).isNotZero();
  }

  @Test
  void toString_every_namesEachMember() {
    assertThat(report())
        .hasToString(
            "CallReport[operation=sendSmsCode, attempts=1, duration=PT1S, httpStatus=200,"
                + " code=2000, family=OK, reqId=r1, failure=null]");
  }
}
