package io.github.qxylogin.mock.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.exchange.UnknownNameException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Signs calls for who tries them and has no program that does. */
final class SignaturesResource {
  private final Contract contract;
  private final Optional<BiFunction<Operation, byte[], Map<String, String>>> signing;

  /**
   * @param signing returns the headers of a call with a body; none where calls need not be signed
   */
  SignaturesResource(
      Contract contract, Optional<BiFunction<Operation, byte[], Map<String, String>>> signing) {
    this.contract = contract;
    this.signing = signing;
  }

  ControlResource resource() {
    return ControlResource.of("signatures", Map.of("POST", this::sign));
  }

  /**
   * What is sent.
   *
   * @param path that of an operation
   * @param body as it will be sent, to the last byte; null if the call has none
   */
  record Wish(@Nullable String path, @Nullable String body) {
    Wish {
      if (path == null) {
        throw new IllegalArgumentException(
            "Send {\"path\": \"...\", \"body\": \"...\"}, the body as the text that will be sent.");
      }
    }
  }

  private record Signed(Map<String, String> headers) {}

  private Reply sign(ControlRequest request) {
    BiFunction<Operation, byte[], Map<String, String>> on =
        signing.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Calls need no signature here: start the mock with --auth on."));
    Wish wish = ControlJson.read(request.body(), Wish.class);
    Operation operation =
        contract
            .operationAt(wish.path())
            .orElseThrow(
                () ->
                    new UnknownNameException(
                        "the contract has no path",
                        wish.path(),
                        contract.operations().stream().map(Operation::path).toList()));
    String body = wish.body() == null ? "" : wish.body();
    return ControlJson.reply(new Signed(on.apply(operation, body.getBytes(UTF_8))));
  }
}
