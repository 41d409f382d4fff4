package io.github.qxylogin.mock.redis;

import io.github.qxylogin.mock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls that come while a commit is under way go together with the next one: however many
 * threads wait, one of them at a time asks the store.
 */
final class CommitQueue {
  /** More than so many in one script would keep the store from its other clients. */
  private static final int MOST_AT_ONCE = 64;

  private final Exchange exchange;
  private List<Waiting> queue = new ArrayList<>();
  private boolean led;

  CommitQueue(Exchange exchange) {
    this.exchange = exchange;
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

  private static final class Waiting {
    private final Commit commit;
    private final Thread thread = Thread.currentThread();
    private volatile boolean leads;
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable RuntimeException failure;

    Waiting(Commit commit) {
      this.commit = commit;
    }

    boolean isOver() {
      return outcome != null || failure != null;
    }
  }

  /**
   * Commits, and waits for what becomes of it.
   *
   * @throws RuntimeException as the exchange that it was part of
   */
  Outcome commit(Commit commit) {
    Waiting mine = new Waiting(commit);
    synchronized (this) {
      queue.add(mine);
      if (!led) {
        led = true;
        mine.leads = true;
      }
    }
    boolean interrupted = false;
    while (!mine.isOver()) {
      if (mine.leads) {
        lead();
      } else {
        // As long as one exchange or two may take.
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    RuntimeException failure = mine.failure;
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(mine.outcome);
  }

  synchronized int waiting() {
    return queue.size();
  }

  private synchronized List<Waiting> next() {
    List<Waiting> first = queue;
    if (first.size() <= MOST_AT_ONCE) {
      queue = new ArrayList<>();
      return first;
    }
    queue = new ArrayList<>(first.subList(MOST_AT_ONCE, first.size()));
    return first.subList(0, MOST_AT_ONCE);
  }

  private void lead() {
    List<Waiting> together = next();
    List<Outcome> outcomes = List.of();
    @Nullable RuntimeException failure =
        StoreException.unavailable("the store", "a commit came to no end");
    try {
      outcomes = exchange.commit(together.stream().map(each -> each.commit).toList());
      failure = null;
    } catch (RuntimeException failed) {
      failure = failed;
    } finally {
      // Whoever leads next asks the store while these go on.
      letLead();
      tell(together, outcomes, failure);
    }
  }

  private synchronized void letLead() {
    led = !queue.isEmpty();
    if (led) {
      Waiting next = queue.get(0);
      next.leads = true;
      LockSupport.unpark(next.thread);
    }
  }

  private static void tell(
      List<Waiting> together, List<Outcome> outcomes, @Nullable RuntimeException failure) {
    for (int i = 0; i < together.size(); i++) {
      Waiting each = together.get(i);
      if (failure == null) {
        each.outcome = outcomes.get(i);
      } else {
        each.failure = failure;
      }
      LockSupport.unpark(each.thread);
    }
  }
}
