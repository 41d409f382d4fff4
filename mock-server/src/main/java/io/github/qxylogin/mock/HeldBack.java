package io.github.qxylogin.mock;

import java.util.concurrent.atomic.AtomicInteger;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.AsyncEvent;
import wiremock.jakarta.servlet.AsyncListener;
import wiremock.org.eclipse.jetty.http.BadMessageException;

/** Counts the answers that are held back, and bounds them. */
final class HeldBack implements AsyncListener {

  private final int limit;
  private final AtomicInteger count = new AtomicInteger();

  HeldBack(int limit) {
    this.limit = limit;
  }

  /**
   * Makes room for one more.
   *
   * @throws BadMessageException with the status of a busy server if there is none
   */
  void enter() {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      throw new BadMessageException(Problem.SERVER_BUSY.status());
    }
  }

  /** Gives the room back when the answer is out or lost. */
  void leaveAfter(AsyncContext async) {
    async.addListener(this);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    count.decrementAndGet();
  }

  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
