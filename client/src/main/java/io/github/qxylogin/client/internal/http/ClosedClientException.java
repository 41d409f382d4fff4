package io.github.qxylogin.client.internal.http;

import java.io.IOException;

/** A call was made after the client was closed. */
public final class ClosedClientException extends IOException {
  private static final long serialVersionUID = 1L;

  public ClosedClientException() {
    super("the client is closed");
  }
}
