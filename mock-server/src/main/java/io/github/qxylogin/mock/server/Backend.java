package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Reply;

/** What answers the calls that the server lets through. */
public interface Backend {

  /**
   * Returns whether calls of a path are always the mock's, whatever is stubbed.
   *
   * @param path as it was sent, or what it is another spelling of, in lower case
   */
  boolean owns(String path);

  /**
   * Answers a call.
   *
   * @param port the port of a sandbox, or {@link ExtraPort#NONE}
   */
  Reply answer(int port, Call call);

  /**
   * Learns of a page's call of the API that was refused.
   *
   * @param port as in {@link #answer}
   */
  default void refused(int port, Call call, ExplainedReply refusal) {}
}
