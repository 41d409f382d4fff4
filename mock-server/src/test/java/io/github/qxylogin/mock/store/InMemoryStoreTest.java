package io.github.qxylogin.mock.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {
  private static final int MOST = 100;
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Store store = Store.inMemory();
  private final Feed<String> feed = store.feed("feed", MOST, new TypeReference<>() {});
  private final Table<Integer> table = store.table("table", MOST, new TypeReference<>() {});

  @Test
  void add_moreThanMost_keepsTheLatestByTheirNumbers() {
    IntStream.range(0, MOST + 5).forEach(i -> feed.add("value " + i));

    assertThat(feed.all()).hasSize(MOST).containsEntry(6L, "value 5").doesNotContainKey(5L);
    assertThat(feed.newest()).isEqualTo(MOST + 5);
  }

  @Test
  void clear_feed_givesNoNumberAgain() {
    feed.add("before");
    feed.clear();
    feed.add("after");

    assertThat(feed.all()).isEqualTo(Map.of(2L, "after"));
  }

  @Test
  void removeIf_newestOfAFeed_leavesItsNumber() {
    feed.add("one");
    feed.add("other");
    feed.removeIf("other"::equals);

    assertThat(feed.all()).isEqualTo(Map.of(1L, "one"));
    assertThat(feed.newest()).isEqualTo(2);
  }

  @Test
  void await_valueThatIsThere_waitsNot() throws InterruptedException {
    feed.add("there");
    long began = System.nanoTime();

    feed.await(0, DEADLINE);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
  }

  @Test
  void await_valueThatComes_isToldOfIt() {
    CompletableFuture<Long> told =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                feed.await(0, DEADLINE);
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              return feed.newest();
            });

    feed.add("new");

    assertThat(told.join()).isEqualTo(1);
  }

  @Test
  void change_getThenPutOfMany_losesNothing() {
    table.put("sum", 0);

    IntStream.range(0, 10_000)
        .parallel()
        .forEach(i -> store.run(() -> table.put("sum", table.get("sum") + 1)));

    assertThat(table.get("sum")).isEqualTo(10_000);
  }

  @Test
  void remove_manyAtOnce_givesTheValueToOne() {
    table.put("once", 1);

    assertThat(
            IntStream.range(0, 1_000).parallel().filter(i -> table.remove("once") != null).count())
        .isEqualTo(1);
  }
}
