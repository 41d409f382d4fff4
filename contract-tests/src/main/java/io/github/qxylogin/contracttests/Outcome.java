package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a check; holds no secret.
 *
 * @param check the check
 * @param verdict whether it holds
 * @param messages what is wrong, or why it was skipped
 * @param exchange what was sent and answered, if anything was
 * @param took how long the server had to answer
 */
record Outcome(
    Check check,
    Verdict verdict,
    List<String> messages,
    Optional<Exchange> exchange,
    Duration took) {

  /** Whether a check holds. */
  enum Verdict {
    PASSED("✓"),
    FAILED("✗"),
    SKIPPED("–");

    private final String sign;

    Verdict(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What was sent and answered, without secrets. */
  record Exchange(JsonNode request, int status, JsonNode answer) {}

  static Outcome skipped(Check check, String reason) {
    return new Outcome(check, Verdict.SKIPPED, List.of(reason), Optional.empty(), Duration.ZERO);
  }

  static Outcome unanswered(Check check, Finding finding, Duration took) {
    return new Outcome(
        check, Verdict.FAILED, List.of(finding.about(check)), Optional.empty(), took);
  }

  static Outcome judged(Check check, List<String> messages, Exchange exchange, Duration took) {
    Verdict verdict = messages.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
    return new Outcome(check, verdict, messages, Optional.of(exchange), took);
  }
}
