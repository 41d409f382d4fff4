package io.github.qxylogin.mock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A response as received, read until the server closed the connection. */
public record RawResponse(String text) {

  public RawResponse(byte[] bytes) {
    this(new String(bytes, UTF_8));
  }

  public String statusLine() {
    return text.lines().findFirst().orElse("");
  }

  public String head() {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? text : text.substring(0, end);
  }

  public String body() {
    return text.substring(Math.min(text.length(), head().length() + 4));
  }
}
