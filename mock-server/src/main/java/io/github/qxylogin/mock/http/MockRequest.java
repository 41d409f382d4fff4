package io.github.qxylogin.mock.http;

import io.github.qxylogin.mock.text.Message;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A request, as received over HTTP.
 *
 * @param method the HTTP method, in upper case
 * @param path without the query
 * @param query what follows the question mark, or empty
 * @param header returns a header's value, or null
 * @param body the body, empty when there is none
 * @param origin returns scheme and authority of the called address, such as {@code
 *     http://localhost:8089}; empty when the name is not the mock's own
 * @param from the address of the caller
 */
public record MockRequest(
    String method,
    String path,
    String query,
    Function<String, String> header,
    RequestBody body,
    Supplier<String> origin,
    String from) {
  /** Separates the values of a repeated header. */
  public static final String BETWEEN_VALUES = ", ";

  /** Creates a call without an origin and an address. */
  public MockRequest(
      String method, String path, String query, Function<String, String> header, byte[] body) {
    this(method, path, query, header, new RequestBody(body), () -> "", "");
  }

  /** Returns the language of the mock's own texts in a response. */
  public Locale language() {
    return Message.language(headerOrEmpty("Accept-Language"));
  }

  public String headerOrEmpty(String name) {
    String value = header.apply(name);
    return value == null ? "" : value;
  }
}
