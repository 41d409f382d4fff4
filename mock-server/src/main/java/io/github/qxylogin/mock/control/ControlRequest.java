package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.QueryParameters;
import java.util.Optional;

/**
 * A call of the control API.
 *
 * @param call the request as it came
 * @param resource the first segment below the prefix
 * @param item what follows it, decoded, if anything does
 */
record ControlRequest(Call call, String resource, Optional<String> item) {

  static ControlRequest of(Call call, String prefix) {
    String[] segments = call.path().substring(prefix.length()).split("/", 3);
    return new ControlRequest(
        call,
        segments.length > 1 ? segments[1] : "",
        segments.length > 2 ? Optional.of(QueryParameters.decoded(segments[2])) : Optional.empty());
  }

  /**
   * Returns the item.
   *
   * @param what it is, such as "the identity"
   * @throws IllegalArgumentException if it is blank
   */
  String item(String what, String placeholder) {
    return item.filter(name -> !name.isBlank())
        .orElseThrow(() -> unnamed(what, resource, placeholder));
  }

  static IllegalArgumentException unnamed(String what, String resource, String placeholder) {
    return new IllegalArgumentException(
        "Name %s: %s/%s/%s.".formatted(what, ControlCalls.PREFIX, resource, placeholder));
  }

  /**
   * Returns the body as a JSON object; an absent one is an empty object.
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  ObjectNode body() {
    return ControlJson.object(call.body());
  }
}
