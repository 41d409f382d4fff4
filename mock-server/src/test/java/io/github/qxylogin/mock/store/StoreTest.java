package io.github.qxylogin.mock.store;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Kind;
import io.github.qxylogin.mock.store.Transaction.Seen;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoreTest {
  private static final int MAX = 100;

  private final Store store = Store.inMemory();
  private final Table<Integer> table = store.table("table", MAX, new TypeReference<>() {});

  private final Log<String> log = store.log("log", MAX, new TypeReference<>() {});
  private boolean changed;

  @Test
  void put_manyOthers_keepsTheLatestAndNoMore() {
    IntStream.range(0, 100_000).forEach(i -> put(i, i));

    assertThat(IntStream.range(0, 100_000).filter(i -> get(i) != null))
        .containsExactly(IntStream.range(100_000 - MAX, 100_000).boxed().toArray(Integer[]::new));
  }

  @Test
  void put_othersThatAreReadAllTheTime_keepsTheLatest() {
    for (int i = 0; i < 10_000; i++) {
      put(i, i);
      get(i % MAX);
    }

    assertThat(get(10_000 - MAX)).isNotNull();
  }

  @Test
  void put_again_countsAsLater() {
    put(1, 1);
    IntStream.range(0, MAX - 1).forEach(i -> put(1000 + i, i));
    put(1, 2);
    IntStream.range(0, MAX - 1).forEach(i -> put(2000 + i, i));

    assertThat(get(1)).isEqualTo(2);
  }

  @Test
  void put_oneKeyAgainAndAgain_forgetsNoOther() {
    IntStream.range(0, MAX).forEach(i -> put(i, i));

    IntStream.range(0, 10 * MAX).forEach(i -> put(1, i));

    assertThat(IntStream.range(0, MAX).filter(i -> get(i) == null)).isEmpty();
  }

  @Test
  void put_oneKeyAgainAndAgain_takesNoMoreMemory() {
    Table<Integer> objects = store.table("objects", MAX, new TypeReference<>() {});
    objects.put("another, older one", 0);
    List<WeakReference<String>> written = new ArrayList<>();
    for (int i = 0; i < 10 * MAX; i++) {
      String key = String.valueOf(new char[] {'1'});
      objects.put(key, i);
      written.add(new WeakReference<>(key));
    }

    assertThat(objects.get("1")).isEqualTo(10 * MAX - 1);
    await(
        () -> {
          // Which does nothing while another thread is in native code that holds an array.
          System.gc();
          return written.stream().filter(key -> key.get() != null).count() <= 2;
        });
  }

  @Test
  void put_manyKeysAtOnce_keepsTheMaximum() {
    IntStream.range(0, 100_000).parallel().forEach(i -> put(i % 1000, i));

    assertThat(table.all()).hasSize(MAX);
  }

  @Test
  void remove_oneOfMany_makesRoomForAnother() {
    IntStream.range(0, MAX).forEach(i -> put(i, i));
    table.remove("5");

    put(MAX, MAX);

    assertThat(get(0)).isZero();
  }

  @Test
  void removeIf_some_makesRoomForOthers() {
    IntStream.range(0, MAX).forEach(i -> put(i, i));
    table.removeIf((key, value) -> key.equals("5") || value == 6);

    put(MAX, MAX);
    put(MAX + 1, MAX);

    assertThat(get(5)).isNull();
    assertThat(get(6)).isNull();
    assertThat(get(0)).isZero();
  }

  @Test
  void compute_sameValue_isNoWrite() {
    put(1, 1);
    put(2, 2);
    IntStream.range(0, 10 * MAX).forEach(i -> table.compute("2", before -> before));

    assertThat(get(1)).isEqualTo(1);
  }

  @Test
  void compute_null_removes() {
    put(1, 1);

    table.compute("1", before -> null);

    assertThat(get(1)).isNull();
  }

  @Test
  void clear_forgetsEverythingAndRemembersWhatFollows() {
    IntStream.range(0, MAX).forEach(i -> put(i, i));
    table.clear();

    IntStream.range(0, MAX).forEach(i -> put(i, -i));

    assertThat(IntStream.range(0, MAX).map(this::get)).allMatch(value -> value <= 0);
  }

  @Test
  void compute_manyAtOnce_losesNoChange() {
    put(1, 0);

    IntStream.range(0, 10_000).parallel().forEach(i -> table.compute("1", n -> n + 1));

    assertThat(get(1)).isEqualTo(10_000);
  }

  @Test
  void isEmpty_afterEachChange_isUpToDate() {
    assertThat(table.isEmpty()).isTrue();
    put(1, 1);
    assertThat(table.isEmpty()).isFalse();
    table.remove("1");
    assertThat(table.isEmpty()).isTrue();
    table.compute("1", before -> 1);
    assertThat(table.isEmpty()).isFalse();
    table.removeIf((key, value) -> value == 1);
    assertThat(table.isEmpty()).isTrue();
    put(1, 1);
    table.clear();
    assertThat(table.isEmpty()).isTrue();
  }

  @Test
  void transact_getThenPutOfMany_losesNothing() {
    put(1, 0);

    IntStream.range(0, 10_000).parallel().forEach(i -> store.run(() -> put(1, get(1) + 1)));

    assertThat(get(1)).isEqualTo(10_000);
  }

  @Test
  void remove_manyAtOnce_returnsTheValueToOne() {
    put(1, 1);

    assertThat(IntStream.range(0, 1_000).parallel().filter(i -> table.remove("1") != null).count())
        .isEqualTo(1);
  }

  @Test
  void transact_otherChangesWhatWasRead_runsAgain() {
    put(1, 1);

    store.run(() -> put(2, get(1) + onlyOnce(() -> put(1, 10))));

    assertThat(get(2)).isEqualTo(10);
  }

  @Test
  void transact_otherAddsToWhatWasReadWhole_runsAgain() {
    store.run(() -> put(2, table.all().size() + onlyOnce(() -> put(1, 1))));

    assertThat(get(2)).isEqualTo(1);
  }

  @Test
  void transact_otherReplacesInWhatWasReadWhole_runsAgain() {
    put(1, 1);
    store.run(() -> put(2, table.all().get("1") + onlyOnce(() -> put(1, 10))));

    assertThat(get(2)).isEqualTo(10);
  }

  @Test
  void transact_otherFillsWhatWasEmpty_runsAgain() {
    store.run(() -> put(2, (table.isEmpty() ? 0 : 1) + onlyOnce(() -> put(1, 1))));

    assertThat(get(2)).isEqualTo(1);
  }

  @Test
  void transact_othersChangeWhatWasReadEachTime_keepsThemOut() {
    AtomicInteger runs = new AtomicInteger();
    put(1, 0);

    store.run(
        () -> {
          int read = get(1);
          CompletableFuture<Void> other = CompletableFuture.runAsync(() -> put(1, read + 1));
          if (runs.incrementAndGet() == 1) {
            other.join();
          }
          put(2, read);
        });

    assertThat(runs).hasValue(2);
    assertThat(get(2)).isEqualTo(1);
  }

  @Test
  void transact_workThrows_writesNothing() {
    assertThatThrownBy(
            () ->
                store.run(
                    () -> {
                      put(1, 1);
                      throw new IllegalArgumentException("rejected");
                    }))
        .hasMessage("rejected");

    assertThat(get(1)).isNull();
  }

  @Test
  void transact_throwsByAnOutdatedRead_runsAgain() {
    put(1, 1);

    store.run(
        () -> {
          int read = get(1) + onlyOnce(() -> put(1, 10));
          if (get(2) == null && read == 1) {
            throw new IllegalArgumentException("rejected by an old value");
          }
        });

    assertThat(get(1)).isEqualTo(10);
  }

  @Test
  void transact_inAnother_isAPartOfIt() {
    assertThatThrownBy(
            () ->
                store.run(
                    () -> {
                      store.run(() -> put(1, 1));
                      throw new IllegalArgumentException("rejected");
                    }))
        .hasMessage("rejected");

    assertThat(get(1)).isNull();
  }

  @Test
  void afterCommit_inATransaction_runsOnceWithItsResult() {
    List<Object> committed = new ArrayList<>();

    store.transact(
        () -> {
          store.afterCommit(result -> committed.add(result + " " + get(1)));
          put(1, 2);
          return "written";
        });

    assertThat(committed).containsExactly("written 2");
  }

  @Test
  void afterCommit_workThrows_runsNothing() {
    List<Object> committed = new ArrayList<>();

    assertThatThrownBy(
            () ->
                store.run(
                    () -> {
                      store.afterCommit(committed::add);
                      throw new IllegalStateException("thrown");
                    }))
        .hasMessage("thrown");

    assertThat(committed).isEmpty();
  }

  @Test
  void afterCommit_runAgain_runsWhatTheLastRunAsksFor() {
    List<Object> committed = new ArrayList<>();

    store.run(
        () -> {
          Integer read = get(1);
          store.afterCommit(result -> committed.add("" + read));
          onlyOnce(() -> put(1, 7));
          put(2, 2);
        });

    assertThat(committed).containsExactly("7");
  }

  @Test
  void afterCommit_inAnotherTransaction_runsAfterTheOuter() {
    List<Object> committed = new ArrayList<>();

    store.run(
        () -> {
          store.run(() -> store.afterCommit(committed::add));
          assertThat(committed).isEmpty();
        });

    assertThat(committed).hasSize(1);
  }

  @Test
  void afterCommit_withoutTransaction_runsAtOnce() {
    List<Object> committed = new ArrayList<>();

    store.afterCommit(result -> committed.add("done"));

    assertThat(committed).containsExactly("done");
  }

  @Test
  void transact_readsItsOwnWrites() {
    put(1, 1);
    put(2, 2);

    Map<String, Integer> all =
        store.transact(
            () -> {
              put(1, 10);
              table.remove("2");
              put(3, 3);
              return table.all();
            });

    assertThat(all).isEqualTo(Map.of("1", 10, "3", 3)).isEqualTo(table.all());
    assertThat(all.keySet()).containsExactly("1", "3");
  }

  @Test
  void transact_clearThenPut_keepsWhatFollows() {
    put(1, 1);

    boolean empty =
        store.transact(
            () -> {
              table.clear();
              boolean cleared = table.isEmpty() && get(1) == null;
              put(2, 2);
              return cleared;
            });

    assertThat(empty).isTrue();
    assertThat(table.all()).isEqualTo(Map.of("2", 2));
  }

  @Test
  void append_moreThanMost_keepsTheNewestByTheirNumbers() {
    IntStream.range(0, MAX + 5).forEach(i -> log.append("value " + i));

    assertThat(kept(log)).hasSize(MAX).containsEntry(6L, "value 5").doesNotContainKey(5L);
    assertThat(log.newest()).isEqualTo(MAX + 5);
  }

  @Test
  void clear_log_reusesNoNumber() {
    log.append("before");
    log.clear();
    log.append("after");

    assertThat(kept(log)).isEqualTo(Map.of(2L, "after"));
  }

  @Test
  void append_inATransactionThatThrows_appendsNothing() {
    assertThatThrownBy(
            () ->
                store.run(
                    () -> {
                      log.append("value");
                      throw new IllegalArgumentException("rejected");
                    }))
        .hasMessage("rejected");

    assertThat(log.newest()).isZero();
  }

  @Test
  void compute_equalValue_isNoWrite() {
    put(1, 1_000);
    Object before = table.version();

    table.compute("1", value -> Integer.valueOf(Integer.parseInt("1000")));

    assertThat(table.version()).isEqualTo(before);
  }

  @Test
  void version_afterAWrite_isAnother() {
    put(1, 1);
    Object before = table.version();

    put(1, 2);

    assertThat(table.version()).isNotEqualTo(before);
  }

  @Test
  void newestFirst_moreThanAPage_returnsAllAbove() {
    Log<Integer> large = store.log("large", 1_000, new TypeReference<>() {});
    store.run(() -> IntStream.rangeClosed(1, 1_500).forEach(large::append));

    assertThat(large.newestFirst(0)).hasSize(1_000).startsWith(Map.entry(1_500L, 1_500));
    assertThat(large.newestFirst(1_498))
        .containsExactly(Map.entry(1_500L, 1_500), Map.entry(1_499L, 1_499));
    assertThat(large.get(500)).isEmpty();
    assertThat(large.get(501)).contains(501);
    assertThat(large.size()).isEqualTo(1_000);
  }

  @Test
  void append_inATransactionThatRunsAgain_appendsOnce() {
    put(1, 1);

    store.run(() -> log.append("read " + (get(1) + onlyOnce(() -> put(1, 10)))));

    assertThat(kept(log)).isEqualTo(Map.of(1L, "read 10"));
  }

  @Test
  void append_inATransaction_isReadAfterItsCommit() {
    store.run(
        () -> {
          log.append("value");
          assertThat(kept(log)).isEmpty();
        });

    assertThat(kept(log)).isEqualTo(Map.of(1L, "value"));
  }

  @Test
  void clear_logInATransaction_keepsWhatFollows() {
    log.append("before");

    store.run(
        () -> {
          log.append("dropped");
          log.clear();
          log.append("after");
        });

    assertThat(kept(log)).isEqualTo(Map.of(2L, "after"));
  }

  @Test
  void read_severalCells_returnsEach() {
    Storage storage = new InMemoryStorage();
    storage.open(new Storage.Layout("table", MAX, new TypeReference<Integer>() {}, false));

    List<Seen> seen =
        storage.read(
            List.of(
                new Cell("table", Kind.VALUE, "key"),
                new Cell("table", Kind.EMPTY, ""),
                new Cell("table", Kind.ALL, "")));

    assertThat(seen).extracting(Seen::value).containsExactly(null, true, Map.of());
  }

  @Test
  void get_whileOthersClearAndPut_isNeverAbsent() throws InterruptedException {
    table.put("key", 1);
    Thread clearing =
        new Thread(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                store.run(
                    () -> {
                      table.clear();
                      table.put("key", 2);
                    });
              }
            });

    clearing.start();
    boolean absent = false;
    while (clearing.isAlive()) {
      absent |= table.get("key") == null;
    }

    assertThat(absent).isFalse();
  }

  private int onlyOnce(Runnable change) {
    if (!changed) {
      changed = true;
      inAnotherThread(change);
    }
    return 0;
  }

  private static void inAnotherThread(Runnable change) {
    CompletableFuture.runAsync(change).join();
  }

  private void put(int key, int value) {
    table.put(Integer.toString(key), value);
  }

  private Integer get(int key) {
    return table.get(Integer.toString(key));
  }

  private static Map<Long, String> kept(Log<String> log) {
    return log.newestFirst(0).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
