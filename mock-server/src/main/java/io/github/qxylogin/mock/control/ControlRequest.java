package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.QueryParameters;
import java.util.Iterator;
import java.util.regex.Matcher;

/**
 * A call of the control API.
 *
 * @param http the request as received
 * @param path that of its route, such as {@code /faults/{name}}
 * @param sent what the call has in place of the path's variable; empty if that has none
 */
record ControlRequest(MockRequest http, String path, String sent) {

  /** Returns the path's variable, decoded. */
  String item() {
    return QueryParameters.decoded(sent);
  }

  /** Returns the whole path with something in place of its variable. */
  String path(String item) {
    return ControlApi.PREFIX + path.replaceAll("\\{\\w+}", Matcher.quoteReplacement(item));
  }

  /**
   * Returns the path's variable, decoded.
   *
   * @throws IllegalArgumentException if the call has none
   */
  String named() {
    if (item().isBlank() || sent.endsWith("/")) {
      throw InvalidValueException.of(
          path.contains("{identity}") ? "control.no-identity" : "control.no-sandbox", path("ID"));
    }
    return item();
  }

  /**
   * Reads the body. An absent body counts as an empty object.
   *
   * @throws IllegalArgumentException if it is no JSON object, or not as the record is
   */
  <T> T body(Class<T> type) {
    return ControlJson.read(body(), type);
  }

  /**
   * Checks that the body is absent, or an empty object.
   *
   * @throws IllegalArgumentException if it has a member, or is no JSON object
   */
  void takesNoBody() {
    Iterator<String> names = body().fieldNames();
    if (names.hasNext()) {
      throw InvalidValueException.of(
          "name.no-member-at-all", InvalidValueException.quoted(names.next()));
    }
  }

  /**
   * Reads the body. An absent body counts as an empty object.
   *
   * @throws IllegalArgumentException if it is no JSON object; the message names the place
   */
  ObjectNode body() {
    return http.body()
        .object()
        .orElseThrow(() -> InvalidValueException.of("plain", http.body().fault()));
  }
}
