package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.SmsTooFrequentException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginProblemsTest {
  @Test
  void failed_smsTooFrequent_reportsWhatWhyAndWhen() {
    ExceptionDetails details =
        ExceptionDetails.of("sendSmsCode")
            .code("8001")
            .vendorMessage("请2分钟后再试！")
            .retryAfter(Duration.ofMinutes(2));

    var response = new LoginProblems().failed(SmsTooFrequentException.of(details));

    assertThat(response.getStatusCodeValue()).isEqualTo(429);
    assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("120");
    assertThat(response.getBody())
        .containsEntry("title", "短信发送频繁")
        .containsEntry("detail", "请2分钟后再试！");
  }
}
