package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request again where that may mend its failure, within the time of the call: an idempotent
 * one, one of which nothing was sent, or one that the platform refused before acting.
 */
public final class RetryInterceptor implements Interceptor {
  private final Backoff backoff;

  public RetryInterceptor(Backoff backoff) {
    this.backoff = backoff;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    CallInfo call = CallInfo.of(chain.request());
    for (int resent = 0; ; resent++) {
      Duration wait;
      try {
        Response response = chain.proceed(chain.request());
        wait = allowed(RetryRule.waitAfter(response, call), resent, call.guard, chain.call());
        if (wait == null) {
          return response;
        }
      } catch (IOException failed) {
        Duration least = RetryRule.mends(failed, call.guard) ? Duration.ZERO : null;
        wait = allowed(least, resent, call.guard, chain.call());
        if (wait == null) {
          throw failed;
        }
      }
      LOG.debug(
          "{} is sent again in {} ms ({} of {})",
          call.name,
          wait.toMillis(),
          resent + 1,
          call.guard.retries());
      backoff.pause(wait, chain.call());
    }
  }

  /** Returns how long to wait, if the call may be sent again and has the time for it. */
  private @Nullable Duration allowed(
      @Nullable Duration least, int resent, SendGuard guard, Call call) {
    if (least == null || resent >= guard.retries() || call.isCanceled()) {
      return null;
    }
    Duration wait = RetryRule.longer(least, backoff.next(resent));
    return wait.compareTo(guard.left()) < 0 ? wait : null;
  }
}
