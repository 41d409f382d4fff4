package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The mock's own problems, as RFC 9457 has them. No page documents how the platform refuses. */
public enum Problem {
  PATH_UNKNOWN(404, "Not found", "The mock has nothing at this path."),
  METHOD_WRONG(405, "Wrong method", "The operation at this path takes another method."),
  CONTENT_TYPE_WRONG(
      415, "Wrong content type", "The operations take JSON: send Content-Type: application/json."),
  BODY_TOO_LARGE(
      413, "Body too large", "The body is longer than the mock takes: send a smaller one."),
  BODY_TOO_SLOW(
      408, "Body too slow", "The body did not arrive in time: send it whole, and without a pause."),
  BODY_ENCODING_WRONG(
      415,
      "Body encoding",
      "The mock takes no compressed bodies: send it plain, without Content-Encoding."),
  HTTP_MALFORMED(
      400,
      "Malformed HTTP",
      "The request cannot be read as HTTP: look at its first line, its headers, and how its query"
          + " and its body are encoded."),
  HEADERS_TOO_LARGE(
      431,
      "Headers too large",
      "Address and headers are longer than the mock takes: send a shorter address and fewer"
          + " headers."),
  SERVER_FAILED(500, "Internal error", "The mock failed; its error output says why."),
  ORIGIN_NOT_ALLOWED(
      403,
      "Origin not allowed",
      "No page of this origin may call the mock: start it with --cors-origin ORIGIN, or open the"
          + " page at localhost."),
  FOREIGN_HOST(
      403,
      "Foreign host",
      "The control API and browsers need one of the mock's own host names: add this one with"
          + " --control-host NAME."),
  FOREIGN_ORIGIN(403, "Foreign origin", "The control API answers no other site's pages."),
  REPEATED_HEADER(
      400,
      "Repeated header",
      "The control API takes each of Host, Origin, Authorization, Sec-Fetch-Site and Content-Type"
          + " once."),
  FORM_POST(
      415, "Form post", "The control API takes no forms: send Content-Type: application/json."),
  NO_TOKEN(401, "Control token needed", "Send the header Authorization: Bearer CONTROL_TOKEN.");

  /** The path of the description of the control API, which describes each problem too. */
  public static final String CONTROL_YAML = "/control.yaml";

  static final String DESCRIPTIONS = CONTROL_YAML + "#/x-problems/";

  private static final Pattern ORIGIN =
      Pattern.compile("null|[a-z][a-z0-9+.-]{0,20}://[A-Za-z0-9._:\\[\\]-]{1,100}");

  private final int status;
  private final String title;
  private final String detail;

  Problem(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  public int status() {
    return status;
  }

  /** Answers a call of an operation's path with another method. */
  public static Answer methodWrong(Operation operation) {
    return METHOD_WRONG
        .answer("%s takes %s.".formatted(operation.id(), operation.method()))
        .because(operation.id() + " takes " + operation.method())
        .with("Allow", operation.method());
  }

  /**
   * Answers a page that may not call.
   *
   * @param origin the page's; the response names it if it is well-formed
   */
  public static Answer originNotAllowed(String origin) {
    if (!ORIGIN.matcher(origin).matches()) {
      return ORIGIN_NOT_ALLOWED.answer();
    }
    return ORIGIN_NOT_ALLOWED
        .answer("ORIGIN is " + origin + ".")
        .because(
            "pages of the origin %1$s are refused: --cors-origin %1$s allows them"
                .formatted(origin));
  }

  /** Returns the machine key, such as {@code body-too-large}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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

  public Answer answer() {
    return answer(status);
  }

  public Answer answer(int chosen) {
    return problem(chosen, detail).because(detail);
  }

  public Answer answer(String more) {
    return problem(status, detail + " " + more);
  }

  private Answer problem(int chosen, String text) {
    return Answer.problem(key(), chosen, title, text, List.of());
  }

  public Reply reply() {
    return reply(status);
  }

  /** Returns the response to a request for the mock's own paths, which have no cases. */
  public Reply reply(int chosen) {
    Reply reply = Reply.json(chosen, Answer.PROBLEM, problem(chosen, detail).body());
    return this == NO_TOKEN ? reply.with("WWW-Authenticate", "Bearer") : reply;
  }

  static ObjectNode document(
      String type, int status, String title, String detail, List<String> available) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("type", type).put("title", title).put("status", status).put("detail", detail);
    if (!available.isEmpty()) {
      available.forEach(document.putArray("available")::add);
    }
    return document;
  }
}
