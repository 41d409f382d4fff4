package io.github.qxylogin.client.internal.call;

import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.Code;
import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.Optional;

/** Makes the exception of an answer whose code is no success, out of what the catalogue says. */
final class ErrorMapper {
  private final ApiContract contract;

  ErrorMapper(ApiContract contract) {
    this.contract = contract;
  }

  /** Returns the exception of an answer whose code is no success; none if it has no code at all. */
  Optional<QixiangyunException> refusal(AnswerContext answer) {
    String code = answer.envelope().getCode();
    if (code == null) {
      return Optional.empty();
    }
    Optional<Code> known = answer.call().meaning(contract, code);
    Family family = known.map(Code::family).orElse(Family.UNKNOWN);
    return family == Family.OK
        ? Optional.empty()
        : Optional.of(details(code, family, known, answer).toException(family));
  }

  /** Tells what the catalogue knows of a code in the answers of the operation. */
  private ExceptionDetails details(
      String code, Family family, Optional<Code> known, AnswerContext answer) {
    ExceptionDetails details = answer.details();
    if (contract.lists(code)) {
      // A listed code is no secret, though a secret may look like it.
      details.code(code);
    }
    if (!answer.call().idempotent() && mayHaveActed(family, known)) {
      details.mayHaveActed();
    }
    known.ifPresent(listed -> tell(details, listed));
    return details;
  }

  private static void tell(ExceptionDetails details, Code listed) {
    details.meaning(listed.meaning());
    Duration wait = listed.retryAfter();
    if (listed.retryable()) {
      details.retryable();
      if (wait != null) {
        details.retryAfter(wait);
      }
    }
  }

  /** A refusal says what was wrong; a failure of the platform may come after it had acted. */
  private static boolean mayHaveActed(Family family, Optional<Code> known) {
    return PlatformException.isOf(family) && !known.map(Code::refusedBeforeActing).orElse(false);
  }
}
