package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.RawAnswerAssert.assertRefused;
import static io.github.qxylogin.mock.RawPost.head;
import static io.github.qxylogin.mock.RawPost.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What all bodies together may take. */
class EdgeBudgetTest {

  private static final int MOST = 100_000;

  @RegisterExtension
  static final RunningEdge edge = new RunningEdge(EdgeLimits.DEFAULT.withAllBodiesBytes(MOST));

  @Test
  void post_besideABodyThatTakesAllThereIs_isToldToWait() {
    AtomicReference<RawConnection> slow = new AtomicReference<>(slowSender());

    RawAnswer answer =
        postUntil(
            each -> {
              // The post may have come first, and then it is the sender that is told to wait.
              if (slow.get().hasAnswer()) {
                slow.getAndSet(slowSender()).close();
              }
              return each.isBusy();
            });

    assertRefused(answer, Problem.SERVER_BUSY);
    slow.get().close();
  }

  @Test
  void post_afterASenderWasCutOff_isGood() {
    slowSender().close();

    RawAnswer answer = postUntil(each -> !each.isBusy());

    assertThat(answer.body()).isEqualTo("good");
  }

  @Test
  void post_manyOneAfterTheOther_areGood() {
    for (int i = 0; i < 5; i++) {
      assertThat(post(edge, "", new byte[MOST / 2]).body()).isEqualTo("good");
    }
  }

  @Test
  void post_afterManyThatBrokeOff_isGood() {
    for (int i = 0; i < 5; i++) {
      RawAnswer broken =
          edge.connect()
              .send(head("Transfer-Encoding: chunked\r\n"))
              .send("C350\r\n" + "x".repeat(MOST / 2) + "\r\nzz\r\n")
              .answer();
      assertRefused(broken, Problem.HTTP_MALFORMED);
    }

    assertThat(post(edge, "", new byte[MOST / 2]).body()).isEqualTo("good");
  }

  private static RawConnection slowSender() {
    return edge.connect()
        .send(head("Content-Length: " + MOST + "\r\n"))
        .send(new byte[MOST * 9 / 10]);
  }

  private static RawAnswer postUntil(Predicate<RawAnswer> wanted) {
    Instant end = Instant.now().plusSeconds(20);
    RawAnswer answer = post(edge, "", new byte[MOST / 2]);
    while (!wanted.test(answer) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(1_000_000);
      answer = post(edge, "", new byte[MOST / 2]);
    }
    return answer;
  }
}
