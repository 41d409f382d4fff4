package io.github.qxylogin.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JournalTest {
  private static final Contract CONTRACT = Contract.load();
  private static final int THREADS = 64;
  private static final int CALLS_EACH = 1_000;

  private final Journal journal = journal(1_000);

  @Test
  void entries_moreThanAreKept_areTheNewestFirst() {
    Journal small = journal(3);
    IntStream.rangeClosed(1, 5).forEach(i -> record(small, "/" + i, "{}"));

    assertThat(small.entries()).extracting(JournalEntry::number).containsExactly(5L, 4L, 3L);
  }

  @Test
  @Timeout(60)
  void record_64ThreadsAtOnce_keepsTheNewestEachOnceAndWhole() throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    inParallel(
        thread -> {
          start.await();
          for (int i = 0; i < CALLS_EACH; i++) {
            String name = thread + "-" + i;
            record(journal, "/" + name, "{\"nsrsbh\":\"" + name + "\"}");
          }
          return null;
        });

    long last = THREADS * CALLS_EACH;
    assertThat(journal.entries())
        .extracting(JournalEntry::number)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(last - 999, last).mapToObj(i -> last + last - 999 - i).toList());
    assertThat(journal.entries())
        .extracting(JournalEntry::call)
        .allSatisfy(
            call ->
                assertThat(call.request().path())
                    .isEqualTo("/" + call.request().body().content().path("nsrsbh").asText())
                    .isEqualTo("/" + call.response().body().content().path("nsrsbh").asText()));
  }

  @Test
  @Timeout(60)
  void entries_readWhileOthersRecordAndClear_areOrderedAndUnique() throws Exception {
    Journal small = journal(50);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    inParallel(
        thread -> {
          start.await();
          for (int i = 0; i < CALLS_EACH / 10; i++) {
            record(small, "/" + i, "{}");
            if (thread == 0) {
              small.clear();
            }
            List<Long> numbers = small.entries().stream().map(JournalEntry::number).toList();
            assertThat(numbers).isEqualTo(sortedOnce(numbers));
          }
          return null;
        });

    small.clear();
    assertThat(small.entries()).isEmpty();
    assertThat(small.weight()).isZero();
  }

  @Test
  void record_callThatAsManyAsAreKeptOvertake_isTheNewestAndLeavesTwoOfThem() {
    Journal small = journal(3);
    IntStream.rangeClosed(1, 3).forEach(i -> record(small, "/" + i, "{}"));
    long full = small.weight();
    AtomicBoolean overtaken = new AtomicBoolean();
    Call slow =
        new Call(
            "POST",
            "/7",
            "",
            name -> {
              if (!overtaken.getAndSet(true)) {
                IntStream.rangeClosed(4, 6).forEach(i -> record(small, "/" + i, "{}"));
              }
              return null;
            },
            new byte[2]);

    record(small, slow);

    assertThat(Journal.shown(small.entries()))
        .extracting(call -> call.number() + call.request().path())
        .containsExactly("5/5", "6/6", "7/7");
    assertThat(small.weight()).isEqualTo(full);
  }

  @Test
  void record_longBodies_staysBelowItsBytes() {
    byte[] longest = new byte[16 << 10];

    for (int i = 0; i < 3_000; i++) {
      record(journal, "/" + i, longest);
    }

    assertThat(journal.weight()).isBetween(Journal.MOST_BYTES / 2, Journal.MOST_BYTES);
    assertThat(journal.entries()).hasSizeBetween(100, 999);
    assertThat(journal.entries().get(0).number()).isEqualTo(3_000);
  }

  @Test
  void weight_whenCallsAreOverwritten_doesNotGrow() {
    IntStream.range(0, 1_000).forEach(i -> record(journal, "/", "{}"));
    long full = journal.weight();

    IntStream.range(0, 10_000).forEach(i -> record(journal, "/", "{}"));

    assertThat(journal.weight()).isEqualTo(full);
  }

  @Test
  void clear_numbersGoOn() {
    record(journal, "/1", "{}");
    journal.clear();

    record(journal, "/2", "{}");

    assertThat(journal.entries()).extracting(JournalEntry::number).containsExactly(2L);
  }

  @Test
  void record_clientClosesTheConnection_isSaidByEntriesThatWereReadBefore() {
    Consumer<Duration> closed = record(journal, "/1", new byte[2]);
    JournalEntry entry = journal.entries().get(0);

    closed.accept(Duration.ofMillis(1_500));

    assertThat(entry.call().took()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(entry.call().decision().why())
        .isEqualTo("; the client closed the connection after 1.5 s");
  }

  @Test
  void record_sizeOfNothing_keepsNothing() {
    Journal off = journal(0);

    record(off, "/1", "{}");

    assertThat(off.entries()).isEmpty();
  }

  private static List<Long> sortedOnce(List<Long> numbers) {
    return List.copyOf(new TreeSet<>(numbers).descendingSet());
  }

  private static Journal journal(int size) {
    Redaction redaction = WrongNames.redaction(CONTRACT);
    Store store = Store.inMemory();
    return new Journal(
        CONTRACT,
        redaction,
        size,
        new Identities(store, none -> List.of()),
        store,
        Clock.systemUTC());
  }

  private static void record(Journal journal, String path, String body) {
    record(journal, path, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Consumer<Duration> record(Journal journal, String path, byte[] bytes) {
    return record(journal, new Call("POST", path, "", name -> null, bytes));
  }

  private static Consumer<Duration> record(Journal journal, Call call) {
    Answer answer =
        Answer.of(
            200, Answer.JSON, JsonNodeFactory.instance.objectNode(), "case", Evidence.UPLOAD_PAGE);
    Reply reply = Reply.of(200, Answer.JSON, call.body());
    return journal.record(call, Decision.of("rule", answer), reply, Instant.EPOCH, 1);
  }

  private interface Work {
    Void of(int thread) throws Exception;
  }

  private static void inParallel(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> works = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        works.add(() -> work.of(thread));
      }
      for (Future<Void> done : threads.invokeAll(works, 50, TimeUnit.SECONDS)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
