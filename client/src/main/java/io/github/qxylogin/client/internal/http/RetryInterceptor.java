package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends a request again where that may mend its failure, within the time of the call: an idempotent
 * one, one of which nothing was sent, or one that the platform refused before acting.
 */
public final class RetryInterceptor implements Interceptor {
  private final RetryRule rule;
  private final Backoff backoff;
  private final int retries;

  public RetryInterceptor(RetryRule rule, Backoff backoff, int retries) {
    this.rule = rule;
    this.backoff = backoff;
    this.retries = retries;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    CallState state = CallState.of(request);
    for (int resent = 0; ; resent++) {
      Optional<Duration> wait;
      try {
        Response response = chain.proceed(request);
        wait = allowed(rule.waitAfter(response, state), resent, state, chain);
        if (!wait.isPresent()) {
          if (rule.refusedBeforeActing(response, state)) {
            state.noteRefused();
          }
          return response;
        }
        response.close();
      } catch (IOException failed) {
        boolean mends = RetryRule.mends(failed, state);
        wait = allowed(Optional.of(Duration.ZERO).filter(any -> mends), resent, state, chain);
        if (!wait.isPresent()) {
          throw failed;
        }
      }
      state.noteRefused();
      pause(wait.get(), resent, chain);
    }
  }

  /** Returns how long to wait, if the call may be sent again and has the time for it. */
  private Optional<Duration> allowed(
      Optional<Duration> least, int resent, CallState state, Chain chain) {
    if (resent >= state.retries(retries) || chain.call().isCanceled()) {
      return Optional.empty();
    }
    return least
        .map(wait -> Collections.max(Arrays.asList(wait, backoff.next(resent))))
        .filter(wait -> wait.compareTo(state.left()) < 0);
  }

  private void pause(Duration wait, int resent, Chain chain) throws IOException {
    LOG.debug(
        "{} is sent again in {} ms ({} of {})",
        CallState.name(chain.request()),
        wait.toMillis(),
        resent + 1,
        CallState.ofOurs(chain.request()).retries(retries));
    backoff.pause(wait, chain.call());
  }
}
