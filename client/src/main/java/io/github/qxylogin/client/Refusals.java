package io.github.qxylogin.client;

import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Family;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the exception of a code: the one place that knows which family throws which. */
final class Refusals {
  private static final Set<Family> FAILURES =
      Set.of(Family.SYSTEM, Family.ENCRYPTION, Family.UNKNOWN);

  private final CodeCatalogue codes;

  Refusals(CodeCatalogue codes) {
    this.codes = codes;
  }

  private static QixiangyunException exception(Failure failure) {
    return switch (failure.family()) {
      case LOGIN_INFORMATION -> new LoginInformationException(failure);
      case SMS_TOO_FREQUENT -> new SmsTooFrequentException(failure);
      case TASK_ENDED -> new LoginTaskException(failure);
      case SESSION_ENDED -> new SessionEndedException(failure);
      case NOT_SIGNED_IN -> new NotSignedInException(failure);
      case SIGNATURE -> new SignatureRefusedException(failure);
      case RATE_LIMITED -> new RateLimitedException(failure);
      case MAINTENANCE -> new MaintenanceException(failure);
      case PARAMETER -> new ParameterException(failure);
      case BUSINESS, PRODUCT -> new DeclinedException(failure);
      case SYSTEM, ENCRYPTION, UNKNOWN -> new PlatformException(failure);
      case OK -> throw new IllegalArgumentException(failure.code() + " is no refusal");
    };
  }

  /** Returns the exception of an answer whose code is no success; none if it has no code at all. */
  Optional<QixiangyunException> refusal(Answer answer) {
    String code = answer.envelope().getCode();
    return code == null || codes.familyOf(code) == Family.OK
        ? Optional.empty()
        : Optional.of(exception(failure(code, answer)));
  }

  /** Tells what the catalogue knows of a code; of one that it does not list, by its family. */
  private Failure failure(String code, Answer answer) {
    Family family = codes.familyOf(code);
    Optional<Code> listed = codes.find(code);
    List<Code> alike =
        codes.all().stream()
            .filter(c -> listed.map(c::equals).orElse(c.family() == family))
            .toList();
    boolean acted = !answer.idempotent() && mayHaveActed(family, listed);
    boolean retryable = !alike.isEmpty() && alike.stream().allMatch(Code::retryable);
    return new Failure(
        answer.operation(),
        answer.status(),
        family,
        // A listed code is no secret, though a secret may look like it.
        listed.map(Code::code).orElseGet(answer::code),
        answer.text(),
        answer.reqId(),
        retryable && !acted,
        acted,
        longestWait(alike),
        listed.map(Code::english).orElse(""));
  }

  /** A refusal says what was wrong; a failure of the platform may come after it had acted. */
  private static boolean mayHaveActed(Family family, Optional<Code> listed) {
    return FAILURES.contains(family) && !listed.map(Code::refusedBeforeActing).orElse(false);
  }

  private static @Nullable Duration longestWait(List<Code> codes) {
    return codes.stream()
        .map(code -> code.retryAfter().orElse(null))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
