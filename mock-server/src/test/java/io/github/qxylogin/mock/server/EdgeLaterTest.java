package io.github.qxylogin.mock.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.testing.RawAnswer;
import io.github.qxylogin.mock.testing.RawConnection;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are not there yet when the server's thread is through with the call. */
class EdgeLaterTest {
  private static final Reply GOOD =
      new Reply(200, Map.of("Content-Type", "application/json"), "{\"好\":1}".getBytes(UTF_8));

  private final BlockingQueue<CompletableFuture<Reply>> asked = new LinkedBlockingQueue<>();
  private EdgeWireMock server;

  /** Answers {@code /now} at once, and all else when the test does. */
  private final class LateBackend implements Backend {
    @Override
    public boolean owns(String path) {
      return true;
    }

    @Override
    public CompletableFuture<Reply> answer(int port, Call call) {
      if (call.path().equals("/now")) {
        return CompletableFuture.completedFuture(GOOD);
      }
      CompletableFuture<Reply> later = new CompletableFuture<>();
      asked.add(later);
      return later;
    }
  }

  @BeforeEach
  void start() {
    server = RunningEdge.server(EdgeLimits.DEFAULT, new LateBackend());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private RawConnection send(String method, String path) {
    return new RawConnection(server.port())
        .send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  private CompletableFuture<Reply> next() throws InterruptedException {
    CompletableFuture<Reply> next = asked.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a call").isNotNull();
    return next;
  }

  private static String withoutDate(RawAnswer answer) {
    return answer.text().replaceFirst("(?m)^Date: .*$", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST"})
  void answer_later_isTheSameAsAtOnce(String method) throws Exception {
    RawConnection late = send(method, "/later");

    next().complete(GOOD);

    assertThat(withoutDate(late.answer())).isEqualTo(withoutDate(send(method, "/now").answer()));
  }

  @Test
  void answer_laterWithoutABody_isTheSameAsAtOnce() throws Exception {
    RawConnection late = send("GET", "/later");

    next().complete(new Reply(204, Map.of(), new byte[0]));

    assertThat(late.answer().statusLine()).isEqualTo("HTTP/1.1 204 No Content");
  }

  @Test
  void answer_later_letsTheConnectionBeUsedAgain() throws Exception {
    try (RawConnection twice = new RawConnection(server.port())) {
      twice.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
      next().complete(GOOD);
      while (!twice.line().isEmpty()) {
        // The head.
      }
      twice.bytes(GOOD.body().length);
      twice.send("GET /now HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(twice.answer().body()).isEqualTo("{\"好\":1}");
    }
  }

  @Test
  void answer_laterAndDelayed_isDelayedFromThen() throws Exception {
    RawConnection late = send("GET", "/later");
    CompletableFuture<Reply> reply = next();

    long begin = System.nanoTime();
    reply.complete(GOOD.late(Duration.ofMillis(100)));

    assertThat(late.answer().body()).isEqualTo("{\"好\":1}");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(99));
  }

  @Test
  void answer_laterAndLost_isNone() throws Exception {
    RawConnection late = send("GET", "/later");

    next().complete(GOOD.lost(Reply.Loss.EMPTY_ANSWER));

    assertThat(late.answer().text()).isEmpty();
  }

  @Test
  void answer_thatFailsLater_isAFailureOfTheServer() throws Exception {
    RawConnection late = send("GET", "/later");

    next().completeExceptionally(new IllegalStateException("secret-of-the-backend"));

    RawAnswer answer = late.answer();
    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 500 Server Error");
    assertThat(answer.text()).doesNotContain("secret-of-the-backend");
  }

  @Test
  void answers_thatWait_holdNoThread() throws Exception {
    List<RawConnection> waiting =
        IntStream.range(0, 500).mapToObj(i -> send("GET", "/later")).toList();
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    while (replies.size() < waiting.size()) {
      replies.add(next());
    }

    assertThat(send("GET", "/now").answer().body()).isEqualTo("{\"好\":1}");
    replies.forEach(reply -> reply.complete(GOOD));
    assertThat(waiting).allSatisfy(each -> assertThat(each.answer().body()).contains("好"));
  }

  @Test
  void answer_laterToWhoDoesNotRead_holdsNoThread() throws Exception {
    byte[] large = new byte[50_000_000];
    RawConnection reader = send("GET", "/later");
    CompletableFuture<Reply> reply = next();

    CompletableFuture<Boolean> completed =
        CompletableFuture.supplyAsync(() -> reply.complete(new Reply(200, Map.of(), large)));

    assertThat(completed.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(send("GET", "/now").answer().body()).isEqualTo("{\"好\":1}");
    RawConnection late = send("GET", "/later");
    next().complete(GOOD);
    assertThat(late.answer().body()).isEqualTo("{\"好\":1}");
    assertThat(reader.answer().body()).hasSize(large.length);
  }

  @Test
  void answer_later_isSentByAThreadOfTheServer() throws Exception {
    CompletableFuture<Thread> sender = new CompletableFuture<>();
    Map<String, String> headers =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, String>> entrySet() {
            sender.complete(Thread.currentThread());
            return GOOD.headers().entrySet();
          }
        };
    RawConnection late = send("GET", "/later");

    next().complete(new Reply(200, headers, GOOD.body()));

    assertThat(late.answer().body()).isEqualTo("{\"好\":1}");
    assertThat(sender.get(20, TimeUnit.SECONDS).getName()).startsWith("qtp");
  }

  @Test
  void answers_later_oneThatCannotBeSent_isAFailureOfItsOwn() throws Exception {
    RawConnection broken = send("GET", "/later");
    CompletableFuture<Reply> first = next();
    RawConnection good = send("GET", "/later");
    CompletableFuture<Reply> second = next();

    first.complete(new Reply(0, Map.of(), new byte[0]));
    second.complete(GOOD);

    assertThat(broken.answer().statusLine()).isEqualTo("HTTP/1.1 500 Server Error");
    assertThat(good.answer().body()).isEqualTo("{\"好\":1}");
  }
}
