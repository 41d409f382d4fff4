package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the responses that do not show whether a platform keeps its contract: those of a platform,
 * or of an account, that cannot serve the call now.
 */
public record Availability(Contract contract) {
  private static final Set<Family> OF_NOBODYS_REQUEST =
      Set.of(Family.RATE_LIMITED, Family.MAINTENANCE, Family.PRODUCT);

  private static final int SERVER_ERROR = 500;

  /** Returns the code by which a response rejects whatever is sent now, if it has one. */
  public Optional<Code> code(Operation operation, Answer answer) {
    return new Envelope(answer.body())
        .code()
        .flatMap(operation::code)
        .filter(
            code ->
                OF_NOBODYS_REQUEST.contains(code.family())
                    || (code.family() == Family.SYSTEM && code.retryable())
                    || (code.family() == Family.NOT_SIGNED_IN && !isOfTheCredentials(code)));
  }

  /** A page of the catalogue says what in the call leads to it. */
  private boolean isOfTheCredentials(Code code) {
    return contract.codes().responses().stream().anyMatch(answer -> answer.code().equals(code));
  }

  /** Returns whether a gateway answered in place of the API, whose own crash is told as JSON. */
  public static boolean isGatewayError(Answer answer) {
    boolean crash = answer.status() == SERVER_ERROR && answer.body().isObject();
    return answer.status() >= SERVER_ERROR
        && !crash
        && new Envelope(answer.body()).code().isEmpty();
  }

  /** Returns whether the same call may get another response soon. */
  boolean passes(Operation operation, Answer answer) {
    return isGatewayError(answer) || code(operation, answer).filter(Code::retryable).isPresent();
  }

  /** Returns why a response shows nothing, by the catalogue's meaning and advice, if it does. */
  public Optional<String> reason(Operation operation, Answer answer) {
    return isGatewayError(answer)
        ? Optional.of("the target cannot be judged now: HTTP " + answer.status())
        : code(operation, answer)
            .map(
                code ->
                    "the target cannot be judged now: code %s (%s)"
                        .formatted(code.code(), code.english()));
  }
}
