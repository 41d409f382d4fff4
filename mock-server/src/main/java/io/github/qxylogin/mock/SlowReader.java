package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.util.Callback;
import wiremock.org.eclipse.jetty.util.thread.Scheduler;

/** Cuts the connection of who has not taken the whole of an answer in time. */
final class SlowReader implements Callback {

  private final HttpChannel channel;
  private boolean done;
  private Scheduler.Task cut;

  SlowReader(HttpChannel channel) {
    this.channel = channel;
  }

  /** Begins to count; an answer that is out already costs nothing. */
  synchronized void limit(Duration time) {
    if (!done) {
      cut = channel.getScheduler().schedule(this::cut, time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void cut() {
    synchronized (this) {
      // The channel may be at the next request of its connection already.
      if (done) {
        return;
      }
    }
    channel.abort(new TimeoutException("the answer was not read in time"));
  }

  @Override
  public void succeeded() {
    end();
  }

  @Override
  public void failed(Throwable failure) {
    end();
  }

  private synchronized void end() {
    done = true;
    if (cut != null) {
      cut.cancel();
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
