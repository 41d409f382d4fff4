package io.github.qxylogin.mock;

import java.util.Locale;

/** What a request can be refused for before the mock has seen it. */
enum EdgeProblem {
  BODY_TOO_LARGE(413),
  BODY_TOO_SLOW(408),
  FOREIGN_HOST(403),
  FOREIGN_ORIGIN(403),
  REPEATED_HEADER(400),
  FORM_POST(415),
  NO_TOKEN(401),
  BODY_ENCODING(400),
  MALFORMED_HTTP(400),
  HEADERS_TOO_LARGE(431),
  SERVER_BUSY(503),
  NOT_FOUND(404),
  INTERNAL_ERROR(500);

  private final int status;

  EdgeProblem(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Returns the machine key, such as {@code body-too-large}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what Jetty's parser means by a status that it chose itself. */
  static EdgeProblem ofUnreadable(int status) {
    return switch (status) {
      case 413 -> BODY_TOO_LARGE;
      case 414, 431 -> HEADERS_TOO_LARGE;
      default -> MALFORMED_HTTP;
    };
  }
}
