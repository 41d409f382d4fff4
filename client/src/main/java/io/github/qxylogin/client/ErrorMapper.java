package io.github.qxylogin.client;

import io.github.qxylogin.client.contract.ApiContract;
import io.github.qxylogin.client.contract.Code;
import io.github.qxylogin.client.model.Family;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Maps a code to its exception: the one place that knows which family throws which. */
final class ErrorMapper {
  static final Set<Family> FAILURES = EnumSet.of(Family.SYSTEM, Family.ENCRYPTION, Family.UNKNOWN);

  private final ApiContract contract;

  ErrorMapper(ApiContract contract) {
    this.contract = contract;
  }

  private static QixiangyunException exception(Failure failure) {
    switch (failure.family()) {
      case LOGIN_INFORMATION:
        return new LoginInformationException(failure);
      case SMS_TOO_FREQUENT:
        return new SmsTooFrequentException(failure);
      case TASK_ENDED:
        return new LoginTaskException(failure);
      case SESSION_ENDED:
        return new SessionEndedException(failure);
      case NOT_SIGNED_IN:
        return new NotSignedInException(failure);
      case SIGNATURE:
        return new SignatureRefusedException(failure);
      case RATE_LIMITED:
        return new RateLimitedException(failure);
      case MAINTENANCE:
        return new MaintenanceException(failure);
      case PARAMETER:
        return new ParameterException(failure);
      case BUSINESS:
      case PRODUCT:
        return new DeclinedException(failure);
      case SYSTEM:
      case ENCRYPTION:
      case UNKNOWN:
        return new PlatformException(failure);
      case OK:
        throw new IllegalArgumentException(failure.code() + " is no refusal");
    }
    throw new IllegalStateException("" + failure.family());
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
        : Optional.of(exception(failure(code, family, known, answer)));
  }

  /** Tells what the catalogue knows of a code in the answers of the operation. */
  private Failure failure(String code, Family family, Optional<Code> known, AnswerContext answer) {
    boolean acted = !answer.call().idempotent() && mayHaveActed(family, known);
    return new Failure(
        answer.operation(),
        answer.status(),
        family,
        // A listed code is no secret, though a secret may look like it.
        contract.lists(code) ? code : answer.code(),
        answer.text(),
        answer.reqId(),
        known.filter(Code::retryable).isPresent() && !acted,
        acted,
        known.map(Code::retryAfter).orElse(null),
        known.map(Code::meaning).orElse(""));
  }

  /** A refusal says what was wrong; a failure of the platform may come after it had acted. */
  private static boolean mayHaveActed(Family family, Optional<Code> known) {
    return FAILURES.contains(family) && !known.map(Code::refusedBeforeActing).orElse(false);
  }
}
