package io.github.qxylogin.client;

import java.io.IOException;

/** A call came after the client was closed. */
final class ClosedClientException extends IOException {
  private static final long serialVersionUID = 1L;

  ClosedClientException() {
    super("the client is closed");
  }
}
