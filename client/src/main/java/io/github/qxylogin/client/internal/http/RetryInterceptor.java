package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Retries a failed request within the call's timeout, if it is idempotent, was not sent, or was
 * rejected before the platform acted.
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
        wait = allowed(RetryRule.delayAfter(response, call), resent, call.guard, chain.call());
        if (wait == null) {
          return response;
        }
      } catch (IOException failed) {
        Duration least = RetryRule.isRetryable(failed, call.guard) ? Duration.ZERO : null;
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

  /** Returns the pause before the next retry; null if none is allowed. */
  private @Nullable Duration allowed(
      @Nullable Duration least, int resent, SendGuard guard, Call call) {
    if (least == null || resent >= guard.retries() || call.isCanceled()) {
      return null;
    }
    Duration wait = RetryRule.longer(least, backoff.next(resent));
    return wait.compareTo(guard.left()) < 0 ? wait : null;
  }
}
