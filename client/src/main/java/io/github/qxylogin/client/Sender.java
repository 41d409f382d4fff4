package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * A stretch of the way of a call: sends a request on, and returns its answer. One interceptor holds
 * all of them, which is cheaper than one each.
 */
interface Sender {

  /**
   * Sends a request, perhaps changed, perhaps again.
   *
   * @param progress of the call that the request belongs to
   * @param chain what lies below
   */
  Response send(Request request, CallState progress, Interceptor.Chain chain) throws IOException;

  /** Returns the interceptor that goes this way, if no other has lost it or gone it already. */
  default Interceptor interceptor() {
    return chain -> {
      CallState progress = CallState.of(chain.request());
      progress.enter(chain.call());
      try {
        return send(chain.request(), progress, chain);
      } finally {
        progress.leave();
      }
    };
  }
}
