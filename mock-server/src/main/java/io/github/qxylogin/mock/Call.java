package io.github.qxylogin.mock;

import java.util.function.Function;

/**
 * A request as it came over HTTP.
 *
 * @param method the HTTP method, in upper case
 * @param path without the query
 * @param query what follows the question mark, or empty
 * @param header returns a header's value, or null
 * @param body the raw bytes, empty when there are none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Call(
    String method, String path, String query, Function<String, String> header, byte[] body) {

  String headerOrEmpty(String name) {
    String value = header.apply(name);
    return value == null ? "" : value;
  }
}
