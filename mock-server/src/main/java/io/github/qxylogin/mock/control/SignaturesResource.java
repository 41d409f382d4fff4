package io.github.qxylogin.mock.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.rules.Authentication;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs calls for testers without a signing program.
 *
 * @param authentication nothing where calls need not be signed
 */
record SignaturesResource(Contract contract, Optional<Authentication> authentication) {

  /**
   * The body of a request.
   *
   * @param path that of an operation
   * @param body as it will be sent, to the last byte; null if the call has none
   */
  record SignatureRequest(@Nullable String path, @Nullable String body) {
    SignatureRequest {
      InvalidValueException.check(path != null, "control.signature-request");
    }
  }

  MockResponse sign(ControlRequest request) {
    Authentication signing =
        authentication.orElseThrow(() -> InvalidValueException.of("control.unsigned"));
    SignatureRequest input = request.body(SignatureRequest.class);
    Operation operation =
        contract
            .operationAt(input.path())
            .orElseThrow(
                () ->
                    InvalidValueException.unknown(
                        "name.no-path",
                        input.path(),
                        contract.operations().stream().map(Operation::path).toList()));
    String body = input.body() == null ? "" : input.body();
    Operation issuer = contract.operations(Flow.Role.ISSUES_TOKEN).get(0);
    return ControlJson.response(
        Map.of("headers", signing.sign(operation, body.getBytes(UTF_8), issuer)));
  }
}
