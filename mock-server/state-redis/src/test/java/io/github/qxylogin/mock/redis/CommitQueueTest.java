package io.github.qxylogin.mock.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.redis.CommitQueue.Outcome;
import io.github.qxylogin.mock.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitQueueTest {
  private final List<Integer> sizes = new ArrayList<>();
  private final CompletableFuture<Void> answered = new CompletableFuture<>();

  /** Commits, and lets the first wait. */
  private CompletableFuture<List<Outcome>> exchange(List<Commit> commits) {
    boolean first = sizes.isEmpty();
    sizes.add(commits.size());
    List<Outcome> became = Collections.nCopies(commits.size(), Outcome.DONE);
    return first ? answered.thenApply(now -> became) : CompletableFuture.completedFuture(became);
  }

  private static CompletableFuture<Outcome> commit(CommitQueue queue) {
    return queue.add(Commit.NOTHING);
  }

  @Test
  void add_whileAnotherIsUnderWay_goesTogetherWithAllThatWait() {
    try (CommitQueue queue = new CommitQueue(this::exchange)) {
      CompletableFuture<Outcome> one = commit(queue);
      List<CompletableFuture<Outcome>> more =
          IntStream.range(0, 100).mapToObj(i -> commit(queue)).toList();
      assertThat(more).noneMatch(CompletableFuture::isDone);

      answered.complete(null);

      assertThat(one).isCompletedWithValue(Outcome.DONE);
      assertThat(more).allSatisfy(each -> assertThat(each).isCompletedWithValue(Outcome.DONE));
      assertThat(sizes).containsExactly(1, 64, 36);
    }
  }

  @Test
  void add_whenAnotherIsTold_goesWithTheNextOnes() {
    try (CommitQueue queue = new CommitQueue(this::exchange)) {
      CompletableFuture<Outcome> again = commit(queue).thenCompose(done -> commit(queue));
      CompletableFuture<Outcome> other = commit(queue);

      answered.complete(null);

      assertThat(again).isCompletedWithValue(Outcome.DONE);
      assertThat(other).isCompletedWithValue(Outcome.DONE);
      assertThat(sizes).containsExactly(1, 2);
    }
  }

  @Test
  void add_byManyThreads_losesNoneAndSendsOneGroupAtATime() {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CommitQueue.Exchange later =
        commits -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          return CompletableFuture.supplyAsync(
              () -> {
                underWay.decrementAndGet();
                return Collections.nCopies(commits.size(), Outcome.DONE);
              });
        };
    try (CommitQueue queue = new CommitQueue(later)) {
      List<CompletableFuture<Void>> threads =
          IntStream.range(0, 8)
              .mapToObj(
                  thread ->
                      CompletableFuture.runAsync(
                          () -> IntStream.range(0, 5_000).forEach(i -> commit(queue).join()),
                          task -> new Thread(task).start()))
              .toList();

      assertThat(threads).allSatisfy(each -> assertThat(each).succeedsWithin(20, SECONDS));
      assertThat(most).hasValue(1);
    }
  }

  @Test
  void add_whileAllFailsAtOnce_failsEachAndNeverTooDeep() {
    CompletableFuture<List<Outcome>> first = new CompletableFuture<>();
    CommitQueue.Exchange gone =
        commits -> {
          if (sizes.isEmpty()) {
            sizes.add(1);
            return first;
          }
          throw new IllegalStateException("gone");
        };
    try (CommitQueue queue = new CommitQueue(gone)) {
      List<CompletableFuture<Outcome>> waiting =
          IntStream.range(0, 200_000).mapToObj(i -> commit(queue)).toList();

      first.completeExceptionally(new IllegalStateException("gone"));

      assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
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
          return CompletableFuture.completedFuture(List.of(Outcome.DONE));
        };
    try (CommitQueue queue = new CommitQueue(fails)) {
      assertThat(commit(queue))
          .failsWithin(20, SECONDS)
          .withThrowableThat()
          .withCauseInstanceOf(StackOverflowError.class);
      assertThat(commit(queue)).isCompletedWithValue(Outcome.DONE);
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

      answered.complete(null);

      assertThat(badly).failsWithin(20, SECONDS);
      assertThat(commit(queue)).isCompletedWithValue(Outcome.DONE);
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
