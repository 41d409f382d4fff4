package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.http.ExplainedResponse;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;

/**
 * Handles the calls that pass the server's checks. A port is that of a sandbox, or {@link
 * ExtraPort#NONE}.
 */
public interface Backend {

  /**
   * Returns whether it handles the calls of a path, before all stubs.
   *
   * @param path as it was sent, or normalized and in lower case
   */
  boolean owns(String method, String path);

  /** Handles a call of a path that it owns, or that no stub matches. */
  MockResponse respond(int port, MockRequest request);

  /** Records a page's call of the API that was rejected. */
  default void rejected(int port, MockRequest request, ExplainedResponse error) {}
}
