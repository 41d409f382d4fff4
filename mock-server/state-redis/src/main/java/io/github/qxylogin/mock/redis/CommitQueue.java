package io.github.qxylogin.mock.redis;

import io.github.qxylogin.mock.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Lets commits that come while others are under way go together with the next ones. It has no
 * thread of its own: whoever adds the first asks the store, and whoever brings its reply tells each
 * what has become of it, and asks for the next ones. Nobody waits for that.
 */
final class CommitQueue implements AutoCloseable {
  /** More than so many in one script would keep the store from its other clients. */
  private static final int MOST_AT_ONCE = 64;

  private final Exchange exchange;
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private boolean underWay;
  private boolean closed;

  CommitQueue(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Asks the store. */
  interface Exchange {
    /** Returns what becomes of each commit, in their order. */
    CompletableFuture<List<Outcome>> commit(List<Commit> commits);
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
    Waiting waiting = new Waiting(commit, new CompletableFuture<>());
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(
            StoreException.unavailable("a store", "it is closed"));
      }
      queue.add(waiting);
      if (underWay) {
        return waiting.told();
      }
      underWay = true;
    }
    goOn();
    return waiting.told();
  }

  /** Asks for all who wait; a loop, since a store that is gone answers at once. */
  private void goOn() {
    for (List<Waiting> together = next(); !together.isEmpty(); together = next()) {
      List<Waiting> asked = together;
      CompletableFuture<List<Outcome>> coming = ask(asked);
      if (!coming.isDone()) {
        var unused =
            coming.whenComplete(
                (became, failed) -> {
                  try {
                    tell(asked, became, failed);
                  } finally {
                    goOn();
                  }
                });
        return;
      }
      var unused = coming.whenComplete((became, failed) -> tell(asked, became, failed));
    }
  }

  /** Returns those that are next; if there are none, nothing is under way any more. */
  private synchronized List<Waiting> next() {
    underWay = !queue.isEmpty();
    List<Waiting> first = new ArrayList<>(Math.min(queue.size(), MOST_AT_ONCE));
    while (!queue.isEmpty() && first.size() < MOST_AT_ONCE) {
      first.add(queue.remove());
    }
    return first;
  }

  private CompletableFuture<List<Outcome>> ask(List<Waiting> together) {
    try {
      return exchange.commit(together.stream().map(Waiting::commit).toList());
    } catch (RuntimeException | Error failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }

  private static void tell(
      List<Waiting> together, @Nullable List<Outcome> became, @Nullable Throwable failed) {
    for (int i = 0; i < together.size(); i++) {
      if (became == null) {
        together.get(i).told().completeExceptionally(cause(failed));
      } else {
        together.get(i).told().complete(became.get(i));
      }
    }
  }

  private static Throwable cause(Throwable failed) {
    Throwable cause = failed instanceof CompletionException ? failed.getCause() : null;
    return cause == null ? failed : cause;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
