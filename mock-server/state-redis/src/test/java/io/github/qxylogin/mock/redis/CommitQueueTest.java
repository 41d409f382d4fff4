package io.github.qxylogin.mock.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.redis.CommitQueue.Outcome;
import io.github.qxylogin.mock.store.StoreException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitQueueTest {
  private final Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
  private final CountDownLatch sent = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);

  /** Commits, and lets the first wait. */
  private List<Outcome> exchange(List<Commit> commits) {
    boolean first = sizes.isEmpty();
    sizes.add(commits.size());
    if (first) {
      sent.countDown();
      await(answered);
    }
    return Collections.nCopies(commits.size(), Outcome.DONE);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static CompletableFuture<Outcome> commit(CommitQueue queue) {
    return queue.add(Commit.NOTHING).orTimeout(20, SECONDS);
  }

  @Test
  void add_whileAnotherIsUnderWay_goesTogetherWithAllThatWait() {
    try (CommitQueue queue = new CommitQueue(this::exchange)) {
      CompletableFuture<Outcome> one = commit(queue);
      await(sent);
      List<CompletableFuture<Outcome>> more =
          IntStream.range(0, 100).mapToObj(i -> commit(queue)).toList();

      answered.countDown();

      assertThat(one.join()).isEqualTo(Outcome.DONE);
      assertThat(more).extracting(CompletableFuture::join).containsOnly(Outcome.DONE);
      assertThat(sizes).containsExactly(1, 64, 36);
    }
  }

  @Test
  void add_afterOneThatEndedInAnError_goesOn() {
    CommitQueue.Exchange fails =
        commits -> {
          if (sizes.isEmpty()) {
            sizes.add(0);
            throw new StackOverflowError("too deep");
          }
          return List.of(Outcome.DONE);
        };
    try (CommitQueue queue = new CommitQueue(fails)) {
      assertThat(commit(queue))
          .failsWithin(20, SECONDS)
          .withThrowableThat()
          .withCauseInstanceOf(StackOverflowError.class);
      assertThat(commit(queue).join()).isEqualTo(Outcome.DONE);
    }
  }

  @Test
  void add_afterOneThatFailedWhenItWasTold_goesOn() {
    try (CommitQueue queue = new CommitQueue(this::exchange)) {
      CompletableFuture<Outcome> badly =
          queue
              .add(Commit.NOTHING)
              .whenComplete(
                  (became, failed) -> {
                    throw new IllegalStateException("told badly");
                  });

      answered.countDown();

      assertThat(badly).failsWithin(20, SECONDS);
      assertThat(commit(queue).join()).isEqualTo(Outcome.DONE);
    }
  }

  @Test
  void add_toOneThatIsClosed_isToldSo() {
    CommitQueue queue = new CommitQueue(this::exchange);
    queue.close();

    assertThat(commit(queue))
        .failsWithin(20, SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(StoreException.class);
  }
}
