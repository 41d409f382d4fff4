package io.github.qxylogin.client.internal.http;

import java.io.IOException;

/** A call came after the client was closed. */
public final class ClosedClientException extends IOException {
  private static final long serialVersionUID = 1L;

  public ClosedClientException() {
    super("the client is closed");
  }
}
