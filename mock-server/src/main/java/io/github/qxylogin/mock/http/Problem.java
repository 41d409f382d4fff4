package io.github.qxylogin.mock.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Keyed;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.regex.Pattern;

/** The mock's own problems by RFC 9457. No page documents the platform's errors for them. */
public enum Problem implements Keyed {
  PATH_UNKNOWN(404),
  METHOD_WRONG(405),
  CONTENT_TYPE_WRONG(415),
  REQUEST_INVALID(422),
  BODY_TOO_LARGE(413),
  BODY_TOO_SLOW(408),
  BODY_ENCODING_WRONG(415),
  HTTP_MALFORMED(400),
  HEADERS_TOO_LARGE(431),
  SERVER_FAILED(500),
  ORIGIN_NOT_ALLOWED(403),
  FOREIGN_HOST(403),
  FOREIGN_ORIGIN(403),
  REPEATED_HEADER(400),
  FORM_POST(415),
  NO_TOKEN(401);

  /** The path of the description of the control API, which describes each problem too. */
  public static final String CONTROL_YAML = "/control.yaml";

  static final String DESCRIPTIONS = CONTROL_YAML + "#/x-problems/";

  private static final Pattern ORIGIN =
      Pattern.compile("null|[a-z][a-z0-9+.-]{0,20}://[A-Za-z0-9._:\\[\\]-]{1,100}");

  private final int status;

  Problem(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** Returns the response to another method of an operation's path. */
  public static ChosenResponse methodWrong(Operation operation) {
    return METHOD_WRONG
        .response(METHOD_WRONG.detail(operation.id(), operation.method()))
        .because("problem.method-wrong.why", operation.id(), operation.method())
        .with("Allow", operation.method());
  }

  /**
   * Returns the response to a page that may not call.
   *
   * @param origin the page's; the response names it if it is well-formed
   */
  public static ChosenResponse originNotAllowed(String origin) {
    if (!ORIGIN.matcher(origin).matches()) {
      return ORIGIN_NOT_ALLOWED.response();
    }
    return ORIGIN_NOT_ALLOWED
        .response(
            Message.of("problem.origin-not-allowed.named", ORIGIN_NOT_ALLOWED.detail(), origin))
        .because("problem.origin-not-allowed.why", origin);
  }

  /** Returns the problem behind a status of Jetty's parser. */
  public static Problem ofUnreadable(int status) {
    return switch (status) {
      case 408 -> BODY_TOO_SLOW;
      case 413 -> BODY_TOO_LARGE;
      case 415 -> BODY_ENCODING_WRONG;
      case 414, 431 -> HEADERS_TOO_LARGE;
      default -> HTTP_MALFORMED;
    };
  }

  public Message title() {
    return Message.of("problem." + key() + ".title");
  }

  public Message detail(Object... arguments) {
    return Message.of("problem." + key() + ".detail", arguments);
  }

  public ChosenResponse response() {
    return response(status);
  }

  public ChosenResponse response(int chosen) {
    return response(chosen, detail()).because(detail());
  }

  /** Returns the response with another detail. */
  public ChosenResponse response(Message detail) {
    return response(status, detail);
  }

  private ChosenResponse response(int chosen, Message detail) {
    return ChosenResponse.problem(key(), chosen, title(), detail, List.of());
  }

  public MockResponse toMockResponse() {
    return toMockResponse(status);
  }

  /** Returns the response to a request for the mock's own paths, which have no cases. */
  public MockResponse toMockResponse(int chosen) {
    MockResponse response =
        MockResponse.json(chosen, ChosenResponse.PROBLEM, response(chosen).body());
    return this == NO_TOKEN ? response.with("WWW-Authenticate", "Bearer") : response;
  }

  static ObjectNode document(
      String type, int status, Message title, Message detail, List<String> available) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("type", type).putPOJO("title", title);
    document.put("status", status).putPOJO("detail", detail);
    if (!available.isEmpty()) {
      available.forEach(document.putArray("available")::add);
    }
    return document;
  }
}
