package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Reply;

/**
 * Answers the calls that the server lets through. A port is that of a sandbox, or {@link
 * ExtraPort#NONE}.
 */
public interface Backend {

  /**
   * Returns whether it answers the calls of a path, whatever is stubbed.
   *
   * @param path as it was sent, or normalized and in lower case
   */
  boolean owns(String method, String path);

  /** Answers a call of a path that it owns, or that no stub matches. */
  Reply answer(int port, Call call);

  /** Records a page's call of the API that was refused. */
  default void refused(int port, Call call, ExplainedReply refusal) {}
}
