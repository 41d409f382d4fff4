package io.github.qxylogin.mock.redis;

import io.github.qxylogin.mock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Lets commits that come while others are under way go together with the next ones. One thread asks
 * the store, and tells each what has become of it; nobody has to wait for that.
 */
final class CommitQueue implements AutoCloseable {
  /** More than so many in one script would keep the store from its other clients. */
  private static final int MOST_AT_ONCE = 64;

  private final Exchange exchange;
  private final Thread thread = new Thread(this::work, "mock-state-commits");
  private List<Waiting> queue = new ArrayList<>();
  private boolean closed;

  CommitQueue(Exchange exchange) {
    this.exchange = exchange;
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks the store. */
  interface Exchange {
    /** Returns what became of each commit, in their order. */
    List<Outcome> commit(List<Commit> commits);
  }

  /** What became of a commit. */
  enum Outcome {
    DONE,
    /** Others have changed what it read; the copy has it by now. */
    STALE,
    /** Nothing was done, since another has the turn. */
    NOT_ITS_TURN
  }

  private record Waiting(Commit commit, CompletableFuture<Outcome> told) {}

  /**
   * Commits as soon as what is under way is over.
   *
   * @return what becomes of it, or why that is not known; what goes on with it must wait for
   *     nothing
   */
  CompletableFuture<Outcome> add(Commit commit) {
    synchronized (this) {
      if (!closed) {
        Waiting waiting = new Waiting(commit, new CompletableFuture<>());
        queue.add(waiting);
        if (queue.size() == 1) {
          notifyAll();
        }
        return waiting.told();
      }
    }
    return CompletableFuture.failedFuture(closed());
  }

  private static StoreException closed() {
    return StoreException.unavailable("a store", "it is closed");
  }

  /** Waits for those that are next; there are none when the queue is closed. */
  private synchronized List<Waiting> next() {
    boolean interrupted = false;
    while (queue.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException goesOn) {
        interrupted = true;
      }
    }
    if (interrupted) {
      thread.interrupt();
    }
    List<Waiting> first = queue;
    if (first.size() <= MOST_AT_ONCE) {
      queue = new ArrayList<>();
      return first;
    }
    queue = new ArrayList<>(first.subList(MOST_AT_ONCE, first.size()));
    return first.subList(0, MOST_AT_ONCE);
  }

  private void work() {
    for (List<Waiting> together = next(); !together.isEmpty(); together = next()) {
      commit(together);
    }
  }

  private void commit(List<Waiting> together) {
    int told = 0;
    try {
      for (Outcome outcome : exchange.commit(together.stream().map(Waiting::commit).toList())) {
        together.get(told++).told().complete(outcome);
      }
    } catch (RuntimeException | Error failed) {
      together.forEach(each -> each.told().completeExceptionally(failed));
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }
}
