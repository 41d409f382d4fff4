package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Response;
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
  public Optional<Code> code(Operation operation, Response response) {
    return new Envelope(response.body())
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
    return contract.codes().responses().stream().anyMatch(response -> response.code().equals(code));
  }

  /** Returns whether a gateway answered in place of the API, whose own crash is told as JSON. */
  public static boolean isGatewayError(Response response) {
    boolean crash = response.status() == SERVER_ERROR && response.body().isObject();
    return response.status() >= SERVER_ERROR
        && !crash
        && new Envelope(response.body()).code().isEmpty();
  }

  /** Returns whether the same call may get another response soon. */
  boolean passes(Operation operation, Response response) {
    return isGatewayError(response) || code(operation, response).filter(Code::retryable).isPresent();
  }

  /** Returns why a response shows nothing, by the catalogue's meaning and advice, if it does. */
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
