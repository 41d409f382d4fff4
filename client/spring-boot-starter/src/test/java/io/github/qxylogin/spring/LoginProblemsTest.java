package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.errors.SmsTooFrequentException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Runs the sample of the README that turns exceptions into problem documents. */
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

@RestControllerAdvice
class LoginProblems {
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> failed(QixiangyunException failed) {
    int status =
        switch (failed.family()) {
          case LOGIN_INFORMATION, PARAMETER -> 400;
          case TASK_ENDED, SESSION_ENDED -> 409;
          case SMS_TOO_FREQUENT, RATE_LIMITED -> 429;
          case MAINTENANCE -> 503;
          default -> 502;
        };
    var problem = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    failed.retryAfter().ifPresent(wait -> problem.header("Retry-After", "" + wait.toSeconds()));
    return problem.body(
        Map.of(
            "status", status,
            "title", failed.title(Locale.CHINA),
            "detail", failed.vendorMessage().orElse(""),
            "reqId", failed.reqId().orElse(""),
            "mayHaveActed", failed.mayHaveActed()));
  }
}
