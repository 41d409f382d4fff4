package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Reply;
import java.util.Optional;

/**
 * Answers the calls that the server lets through. A port is that of a sandbox, or {@link
 * ExtraPort#NONE}.
 */
public interface Backend {

  /**
   * Returns what answers the calls of a path, whatever is stubbed; nothing if the path is free for
   * stubs.
   *
   * @param path as it was sent, or normalized and in lower case
   */
  Optional<Route> route(int port, String method, String path);

  /** Returns what answers a call that no stub matches. */
  Route unmatched(int port);

  /** Records a page's call of the API that was refused. */
  default void refused(int port, Call call, ExplainedReply refusal) {}

  /** Answers a call of one path. */
  interface Route {
    Reply answer(Call call);
  }
}
