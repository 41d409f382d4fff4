package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallReport;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTagsTest {
  @ParameterizedTest
  @CsvSource({
    "200, 2000, OK, success",
    "200, 4038, LOGIN_INFORMATION, error",
    "500, 2000, INVALID_RESPONSE, failed",
    "429, , RATE_LIMITED, failed",
    "0, , NO_RESPONSE, failed"
  })
  void outcome_ofAReport_isByCodeAndFamily(
      int httpStatus, String code, Family family, String outcome) {
    CallReport report =
        new CallReport("checkSession", 1, Duration.ZERO, httpStatus, code, family, null, null);

    assertThat(CallTags.outcome(report)).isEqualTo(outcome);
  }
}
