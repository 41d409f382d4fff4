package io.github.qxylogin.spring;

import io.github.qxylogin.client.errors.QixiangyunException;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns exceptions of the client into problem documents: a sample, linked by the README. */
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
