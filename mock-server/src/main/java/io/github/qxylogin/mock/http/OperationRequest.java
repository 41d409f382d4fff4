package io.github.qxylogin.mock.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A request of an operation, as the rules read it.
 *
 * @param operation the called operation
 * @param http the request as received
 * @param body the request body; an absent one counts as an empty object
 * @param malformed whether the body is no JSON object
 * @param at when it came, on the mock's clock
 */
public record OperationRequest(
    Operation operation, MockRequest http, ObjectNode body, boolean malformed, Instant at) {
  private static final int LONGEST_VALUE = 256;

  /** Returns the value of a field as text, if it has one. */
  public Optional<String> value(String field) {
    JsonNode value = body.path(field);
    return value.isValueNode() && !value.isNull()
        ? Optional.of(bounded(value.asText()))
        : Optional.empty();
  }

  /** Returns the identities in the body: taxpayer, person, account, task. */
  public Set<String> identities() {
    Set<String> identities = new LinkedHashSet<>();
    Flow flow = operation.flow();
    if (flow != null) {
      flow.identity().forEach(field -> value(field).ifPresent(identities::add));
      Optional.ofNullable(flow.task()).flatMap(this::value).ifPresent(identities::add);
    }
    return identities;
  }

  /** Replaces a value longer than any real one by its digest, so that the state stays small. */
  public static String bounded(String value) {
    return value.length() <= LONGEST_VALUE ? value : "md5:" + Md5.hex(value);
  }

  /** Returns the same with another body. */
  public OperationRequest with(ObjectNode other) {
    return new OperationRequest(operation, http, other, malformed, at);
  }

  /** Contains the operation only: bodies contain passwords, codes and cookies. */
  @Override
  public String toString() {
    return "OperationRequest[" + operation.id() + "]";
  }
}
