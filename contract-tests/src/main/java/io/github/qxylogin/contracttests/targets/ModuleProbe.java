package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the modules that a platform supports, before a run. A customer has one module, and the
 * platform rejects each operation of the other. One rejected operation is a failure of the checks.
 * If all operations of a module are rejected, the customer has another module.
 *
 * @param contract the contract of all modules
 */
public record ModuleProbe(Contract contract, Target target) {
  /**
   * Finds the modules that a server lacks. It sends a request for an unknown taxpayer to operations
   * without an effect that only one module has, until the server supports one. Modules outside the
   * run are skipped.
   *
   * @param asked the operations of the run
   * @return a line for each module without any supported operation
   */
  public Map<String, String> unknown(Set<Operation> asked) {
    Map<String, String> unknown = new LinkedHashMap<>();
    for (String module : contract.modules()) {
      List<Operation> alone =
          contract.operations().stream()
              .filter(operation -> operation.modules().equals(List.of(module)))
              .filter(operation -> operation.signed() && operation.effect() == Effect.NONE)
              .toList();
      Optional<String> code =
          alone.stream().anyMatch(asked::contains) ? errorOfAll(alone) : Optional.empty();
      code.ifPresent(
          got ->
              unknown.put(
                  module,
                  "the platform supports none of the %d operations of %s (%s)"
                      .formatted(alone.size(), module, got)));
    }
    return unknown;
  }

  /** Returns the code by which the platform rejects all of some operations, if it does. */
  private Optional<String> errorOfAll(List<Operation> operations) {
    Optional<String> error = Optional.empty();
    for (Operation operation : operations) {
      Optional<Response> response = response(operation);
      if (response.isPresent()) {
        error = error(operation, response.get());
        if (error.isEmpty()) {
          return error;
        }
      }
    }
    return error;
  }

  private static Optional<String> error(Operation operation, Response response) {
    return new Envelope(response.body())
        .code()
        .flatMap(operation::code)
        .filter(code -> code.family() == Family.SYSTEM && code.rejectedBeforeActing())
        .map(Code::code);
  }

  /** Returns the response; empty if it is inconclusive, to try the module's next operation. */
  private Optional<Response> response(Operation operation) {
    try {
      Response response = target.send(operation, body(operation), SigningFault.NONE);
      return Optional.of(response)
          .filter(a -> new Availability(contract).reason(operation, a).isEmpty());
    } catch (NoResponseException none) {
      return Optional.empty();
    }
  }

  /** An unknown taxpayer, so that the call has no effect. */
  private static byte[] body(Operation operation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    operation.fields().stream()
        .filter(field -> !field.keepsEffect().isEmpty())
        .forEach(field -> body.set(field.name(), field.keepsEffect().get(0)));
    return body.toString().getBytes(UTF_8);
  }
}
