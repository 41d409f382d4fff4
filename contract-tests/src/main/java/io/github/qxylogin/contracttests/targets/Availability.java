package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Response;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the responses that do not show whether a platform keeps its contract: those of a platform,
 * or of an account, that cannot serve the call now.
 */
public record Availability(Contract contract) {
  private static final Set<Family> OF_UNKNOWN_ACCOUNTS_REQUEST =
      Set.of(Family.RATE_LIMITED, Family.MAINTENANCE, Family.PRODUCT);

  private static final int SERVER_ERROR = 500;

  /** Returns the code of a response that rejects every call now, if it is one. */
  public Optional<Code> code(Operation operation, Response response) {
    return new Envelope(response.body())
        .code()
        .flatMap(operation::code)
        .filter(
            code ->
                OF_UNKNOWN_ACCOUNTS_REQUEST.contains(code.family())
                    || (code.family() == Family.SYSTEM && code.retryable())
                    || (code.family() == Family.NOT_SIGNED_IN && !isOfTheCredentials(code)));
  }

  /** The catalogue documents the cause in the call. */
  private boolean isOfTheCredentials(Code code) {
    return contract.codes().responses().stream().anyMatch(response -> response.code().equals(code));
  }

  /** Returns whether a gateway sent the response; errors of the API itself are JSON. */
  public static boolean isGatewayError(Response response) {
    boolean crash = response.status() == SERVER_ERROR && response.body().isObject();
    return response.status() >= SERVER_ERROR
        && !crash
        && new Envelope(response.body()).code().isEmpty();
  }

  /** Returns whether the same call may get another response soon. */
  boolean passes(Operation operation, Response response) {
    return isGatewayError(response)
        || code(operation, response).filter(Code::retryable).isPresent();
  }

  /** Returns why a response cannot be judged, with the catalogue's meaning and advice. */
  public Optional<String> reason(Operation operation, Response response) {
    return isGatewayError(response)
        ? Optional.of("the target cannot be judged now: HTTP " + response.status())
        : code(operation, response)
            .map(
                code ->
                    "the target cannot be judged now: code %s (%s)"
                        .formatted(code.code(), code.english()));
  }
}
