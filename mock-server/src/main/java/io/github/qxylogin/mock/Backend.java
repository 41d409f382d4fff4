package io.github.qxylogin.mock;

/** What answers the calls that the server lets through. */
interface Backend {

  /** Returns whether calls of a path are always the mock's, whatever is stubbed. */
  boolean owns(String path);

  /**
   * Answers a call.
   *
   * @param port the port of a sandbox, or {@link ExtraPort#NONE}
   */
  Reply answer(int port, Call call);
}
