package io.github.qxylogin.mock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.mock.redis.CommitQueue.Outcome;
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
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch others = new CountDownLatch(1);

  private List<Outcome> exchange(List<Commit> commits) {
    sizes.add(commits.size());
    if (sizes.size() == 1) {
      first.countDown();
      try {
        others.await();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
    return Collections.nCopies(commits.size(), Outcome.DONE);
  }

  private static CompletableFuture<Outcome> commit(CommitQueue queue) {
    return CompletableFuture.supplyAsync(
        () -> queue.commit(Commit.NOTHING), run -> new Thread(run).start());
  }

  @Test
  void commit_whileAnotherIsUnderWay_goesTogetherWithAllThatWait() throws Exception {
    CommitQueue queue = new CommitQueue(this::exchange);
    CompletableFuture<Outcome> one = commit(queue);
    first.await();
    List<CompletableFuture<Outcome>> more =
        IntStream.range(0, 100).mapToObj(i -> commit(queue)).toList();
    while (queue.waiting() < more.size()) {
      Thread.onSpinWait();
    }

    others.countDown();

    assertThat(one.join()).isEqualTo(Outcome.DONE);
    assertThat(more).extracting(CompletableFuture::join).containsOnly(Outcome.DONE);
    assertThat(sizes).containsExactly(1, 64, 36);
  }

  @Test
  void commit_afterOneThatEndedInAnError_goesOn() {
    CommitQueue queue =
        new CommitQueue(
            commits -> {
              if (sizes.isEmpty()) {
                sizes.add(0);
                throw new StackOverflowError("too deep");
              }
              return List.of(Outcome.DONE);
            });

    assertThatThrownBy(() -> queue.commit(Commit.NOTHING)).isInstanceOf(StackOverflowError.class);
    assertThat(queue.commit(Commit.NOTHING)).isEqualTo(Outcome.DONE);
  }
}
