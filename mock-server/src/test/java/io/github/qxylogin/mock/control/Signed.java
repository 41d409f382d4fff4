package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.testing.Http;
import java.util.Map;
import java.util.stream.Stream;

/** Lets a mock sign the calls that it is sent. */
final class Signed {
  private Signed() {}

  /** Returns names and values of the headers in turn. */
  static String[] headers(Http mock, String path, String body) {
    return mock
        .post("/__mock/signatures", Map.of("path", path, "body", body))
        .json()
        .path("headers")
        .properties()
        .stream()
        .flatMap(header -> Stream.of(header.getKey(), header.getValue().asText()))
        .toArray(String[]::new);
  }
}
