package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.testing.RawResponse;

/** POST requests, that close the connection after the response. */
final class RawPost {

  private RawPost() {}

  static String head(String headers) {
    return "POST /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n";
  }

  static RawResponse post(RunningServer server, String headers, byte[] body) {
    return server
        .connect()
        .send(head(headers + "Content-Length: " + body.length + "\r\n"))
        .send(body)
        .response();
  }
}
