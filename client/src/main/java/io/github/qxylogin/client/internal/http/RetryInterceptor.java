package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;

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
    SendGuard guard = call.guard;
    for (int resent = 0; ; resent++) {
      Optional<Duration> wait;
      try {
        Response response = chain.proceed(chain.request());
        if (RetryRule.refusedBeforeActing(response, call)) {
          guard.refused();
        }
        wait = allowed(RetryRule.waitAfter(response, call), resent, guard, chain);
        if (!wait.isPresent()) {
          return response;
        }
        response.close();
      } catch (IOException failed) {
        boolean mends = RetryRule.mends(failed, guard);
        wait = allowed(Optional.of(Duration.ZERO).filter(any -> mends), resent, guard, chain);
        if (!wait.isPresent()) {
          throw failed;
        }
      }
      LOG.debug(
          "{} is sent again in {} ms ({} of {})",
          call.name,
          wait.get().toMillis(),
          resent + 1,
          guard.retries());
      backoff.pause(wait.get(), chain.call());
    }
  }

  /** Returns how long to wait, if the call may be sent again and has the time for it. */
  private Optional<Duration> allowed(
      Optional<Duration> least, int resent, SendGuard guard, Chain chain) {
    if (resent >= guard.retries() || chain.call().isCanceled()) {
      return Optional.empty();
    }
    return least
        .map(wait -> Collections.max(Arrays.asList(wait, backoff.next(resent))))
        .filter(wait -> wait.compareTo(guard.left()) < 0);
  }
}
