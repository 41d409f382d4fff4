package io.github.qxylogin.mock.redis;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.Log;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.store.Table;
import io.github.qxylogin.mock.testing.Slow;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas of one state: each is as if it was alone with it. */
class RedisStoreTest {
  private static final AtomicInteger STATES = new AtomicInteger();
  private static RealRedis redis;

  private Replica here;
  private Replica there;

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void open() {
    String name = "?name=state-" + STATES.incrementAndGet();
    here = Replica.at(redis.address(name));
    there = Replica.at(redis.address(name));
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void transact_afterAnotherReplicaWrote_reads() {
    here.one().put("key", 1);

    assertThat(there.store().<Integer>transact(() -> there.one().get("key"))).isEqualTo(1);
  }

  @Test
  void transact_whileOthersChangeItsReads_isRunAgain() {
    here.one().put("key", 1);
    AtomicInteger runs = new AtomicInteger();

    int sum =
        there
            .store()
            .transact(
                () -> {
                  int read = there.one().get("key");
                  if (runs.incrementAndGet() == 1) {
                    here.one().put("key", read + 10);
                  }
                  there.one().put("sum", read);
                  return read;
                });

    assertThat(sum).isEqualTo(11);
    assertThat(runs).hasValueGreaterThan(1);
    assertThat(here.one().get("sum")).isEqualTo(11);
  }

  @Test
  void transact_thatFailsByAnOutdatedRead_isRunAgain() {
    here.one().put("key", 1);

    int read =
        there
            .store()
            .transact(
                () -> {
                  Integer value = there.one().get("key");
                  if (value == null) {
                    throw new IllegalStateException("not there yet");
                  }
                  return value;
                });

    assertThat(read).isEqualTo(1);
  }

  @Test
  void transact_thatFails_hasWrittenNothing() {
    assertThatThrownBy(
            () ->
                here.store()
                    .transact(
                        () -> {
                          here.one().put("key", 1);
                          throw new IllegalArgumentException("wrong");
                        }))
        .hasMessage("wrong");

    assertThat(there.one().all()).isEmpty();
  }

  @Test
  void run_getThenPutByMany_losesNothing() {
    here.one().put("sum", 0);

    inParallel(
        4,
        replica -> {
          for (int i = 0; i < 100; i++) {
            replica.store().run(() -> replica.one().put("sum", replica.one().get("sum") + 1));
          }
        });

    assertThat(here.one().get("sum")).isEqualTo(400);
  }

  /** To read a table takes the longer the larger it is, and others write meanwhile. */
  @Slow
  @Test
  void transact_readsAWholeLargeTable_losesNothing() {
    URI address = redis.address("?name=large");
    try (Store store = new RedisStoreProvider().open(address, Optional.empty(), Contract.load())) {
      Table<Integer> large = store.table("large", 4_000, new TypeReference<>() {});
      store.run(() -> IntStream.range(0, 3_000).forEach(i -> large.put("key " + i, i)));
      large.put("sum", 0);

      IntStream.range(0, 8)
          .mapToObj(
              thread ->
                  CompletableFuture.runAsync(
                      () -> {
                        for (int i = 0; i < 200; i++) {
                          store.run(() -> large.put("sum", large.all().get("sum") + 1));
                        }
                      },
                      task -> new Thread(task).start()))
          .toList()
          .forEach(CompletableFuture::join);

      assertThat(large.get("sum")).isEqualTo(1_600);
    }
  }

  @Test
  void put_first_leavesNoKeyThatStaysForGood() {
    here.one().put("key", 1);
    here.log().append("value");

    try (RedisClient client = RedisClient.create(redis.address("").toString())) {
      RedisCommands<String, String> commands = client.connect().sync();
      assertThat(commands.keys("{qxy:state-" + STATES.get() + "}*"))
          .isNotEmpty()
          .allSatisfy(key -> assertThat(commands.ttl(key)).as(key).isPositive());
    }
  }

  @Test
  void remove_byMany_returnsTheValueToOne() {
    AtomicInteger taken = new AtomicInteger();
    for (int round = 0; round < 50; round++) {
      here.one().put("once", round);

      inParallel(
          4,
          replica -> {
            if (replica.one().remove("once") != null) {
              taken.incrementAndGet();
            }
          });
    }

    assertThat(taken).hasValue(50);
  }

  /** Each reads what the other writes: one of both has to see the other. */
  @Test
  void transact_crossedReadsAndWrites_areAsIfOneCameAfterTheOther() {
    for (int round = 0; round < 100; round++) {
      here.store()
          .run(
              () -> {
                here.one().clear();
                here.other().clear();
              });
      AtomicInteger sawNothing = new AtomicInteger();
      AtomicInteger turn = new AtomicInteger();

      inParallel(
          2,
          replica -> {
            boolean first = turn.incrementAndGet() == 1;
            boolean nothing =
                replica
                    .store()
                    .transact(
                        () -> {
                          boolean empty =
                              first ? replica.other().isEmpty() : replica.one().get("key") == null;
                          (first ? replica.one() : replica.other()).put("key", 1);
                          return empty;
                        });
            if (nothing) {
              sawNothing.incrementAndGet();
            }
          });

      assertThat(sawNothing).hasValueLessThan(2);
    }
  }

  /** Somebody always writes what it reads, at both replicas; and still it comes to its turn. */
  @Test
  void transact_whileItsReadsAreWrittenAllTheTime_getsItsTurn() {
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Void>> writers =
        Stream.of(here, there, there)
            .map(
                replica ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = 0; !over.get(); i++) {
                            replica.one().put("key", i);
                          }
                        },
                        run -> new Thread(run).start()))
            .toList();

    for (int round = 0; round < 50; round++) {
      here.store().run(() -> here.other().put("sum", here.one().all().hashCode()));
    }

    over.set(true);
    writers.forEach(CompletableFuture::join);
    assertThat(here.other().get("sum")).isNotNull();
  }

  @Test
  void put_moreThanMost_forgetsTheOldestForAll() {
    IntStream.range(0, Replica.MAX + 5)
        .forEach(i -> (i % 2 == 0 ? here : there).one().put("key " + i, i));

    assertThat(here.one().all()).hasSize(Replica.MAX).doesNotContainKey("key 4");
    assertThat(List.copyOf(there.one().all().entrySet()))
        .isEqualTo(List.copyOf(here.one().all().entrySet()));
    try (Replica late = again(here)) {
      assertThat(List.copyOf(late.one().all().entrySet()))
          .isEqualTo(List.copyOf(here.one().all().entrySet()));
    }
  }

  private static Replica again(Replica replica) {
    String name = replica.store().status().orElseThrow().store().replaceAll(".*name ", "");
    return Replica.at(redis.address("?name=" + name));
  }

  @Test
  void append_byBoth_numbersThemInOneOrder() {
    here.log().append("first");
    there.log().append("second");
    here.log().clear();
    here.log().append("third");

    assertThat(kept(there.log())).isEqualTo(Map.of(3L, "third"));
    assertThat(there.log().newest()).isEqualTo(3);
  }

  @Test
  void append_moreThanMost_keepsTheNewest() {
    IntStream.range(0, Replica.MAX + 5).forEach(i -> here.log().append("value " + i));

    assertThat(kept(there.log())).hasSize(Replica.MAX).containsEntry(6L, "value 5");
    assertThat(there.log().newestFirst(Replica.MAX + 4))
        .extracting(Map.Entry::getKey)
        .containsExactly(Replica.MAX + 5L);
  }

  private static void looks(Replica replica) {
    IntStream.range(0, 2_000)
        .forEach(i -> assertThat(replica.one().isEmpty()).as("look %d", i).isFalse());
  }

  /** Calls look at settings without asking the store whether they are empty. */
  @Test
  void isEmpty_whileAllIsSetAnew_isNeverTrue() {
    here.one().put("key", 0);
    CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> looks(here));

    while (!reading.isDone()) {
      here.store()
          .run(
              () -> {
                here.one().clear();
                here.one().put("key", 0);
              });
    }

    reading.join();
  }

  @Slow
  @Test
  void isEmpty_whileOthersReplaceTheOnlyEntry_isNeverTrue() {
    here.one().put("key 0", 0);
    CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> looks(there));

    for (int i = 1; !reading.isDone(); i++) {
      String next = "key " + i;
      String last = "key " + (i - 1);
      here.store()
          .run(
              () -> {
                here.one().put(next, 0);
                here.one().remove(last);
              });
    }

    reading.join();
  }

  @Test
  void clear_duringACallThatReadBefore_makesItReadAgain() {
    here.one().put("key", 1);
    AtomicInteger runs = new AtomicInteger();

    Integer read =
        there
            .store()
            .transact(
                () -> {
                  Integer before = there.one().get("key");
                  if (runs.incrementAndGet() == 1) {
                    here.one().clear();
                  }
                  there.other().put("saw", before == null ? 0 : before);
                  return before;
                });

    assertThat(read).isNull();
  }

  @Test
  void run_afterTheScriptsAreFlushed_goesOn() throws Exception {
    here.one().put("key", 1);
    try (var client = RedisClient.create(redis.address("").toString());
        var connection = client.connect()) {
      connection.sync().scriptFlush();
    }

    there.one().put("other", 2);
    here.one().put("third", 3);

    assertThat(there.one().all()).isEqualTo(Map.of("key", 1, "other", 2, "third", 3));
  }

  @Test
  void store_lostAndBackEmpty_goesOn() {
    try (RealRedis own = RealRedis.start();
        Replica replica = Replica.at(own.address(""))) {
      replica.one().put("key", 1);

      own.kill();
      assertThatThrownBy(() -> replica.one().put("key", 2))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("127.0.0.1");
      assertThat(replica.store().status().orElseThrow().reachable()).isFalse();
      own.begin();
      await(() -> reachable(replica));

      assertThat(replica.one().all()).isEmpty();
    }
  }

  private static boolean reachable(Replica replica) {
    return replica.store().status().orElseThrow().reachable();
  }

  /** Whether it was done is not known, but it is the same for all, and stays so. */
  @Test
  void put_withALostResponse_wasDoneOrWillNeverBe() {
    try (RealRedis own = RealRedis.start();
        Replica replica = Replica.at(own.address("?timeout=5s"));
        Replica other = Replica.at(own.address(""))) {
      replica.one().put("key", 1);

      own.signal("STOP");
      assertThatThrownBy(() -> replica.one().put("key", 2)).isInstanceOf(StoreException.class);
      // Or a heartbeat of before could still end the connection.
      await(() -> !reachable(replica));
      own.signal("CONT");
      await(() -> reachable(replica));

      Integer after = replica.one().get("key");
      assertThat(other.one().get("key")).isEqualTo(after);
      replica.one().put("key", 3);
      assertThat(other.one().get("key")).isEqualTo(3);
    }
  }

  @Test
  void open_wrongPassword_failsWithoutShowingIt() {
    try (RealRedis guarded = RealRedis.start("--requirepass", "right")) {
      assertThatThrownBy(
              () ->
                  Replica.at(URI.create(guarded.address("").toString().replace("//", "//:wr0ng@"))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("127.0.0.1")
          .hasMessageNotContaining("wr0ng");
    }
  }

  @Test
  void open_passwordApart_takesPrecedence() {
    try (RealRedis guarded = RealRedis.start("--requirepass", "right")) {
      URI address = URI.create(guarded.address("").toString().replace("//", "//:wr0ng@"));
      try (Replica one =
          Replica.of(
              new RedisStoreProvider().open(address, Optional.of("right"), Contract.load()))) {
        one.one().put("key", 1);

        assertThat(one.one().get("key")).isEqualTo(1);
      }
    }
  }

  @Test
  void open_asAUser_worksAndShowsNoPassword() {
    try (RealRedis guarded =
        RealRedis.start(
            "--user", "default", "off", "--user", "mock", "on", ">s3cret", "~{qxy:*", "+@all")) {
      URI whole = URI.create(guarded.address("").toString().replace("//", "//mock:s3cret@"));
      URI user = URI.create(guarded.address("").toString().replace("//", "//mock@"));
      RedisStoreProvider provider = new RedisStoreProvider();
      Contract contract = Contract.load();
      try (Replica one = Replica.of(provider.open(whole, Optional.empty(), contract));
          Replica other = Replica.of(provider.open(user, Optional.of("s3cret"), contract))) {
        one.one().put("key", 1);

        assertThat(other.one().get("key")).isEqualTo(1);
        assertThat(other.store().status().orElseThrow().store()).doesNotContain("s3cret");
        guarded.kill();
        for (Replica each : List.of(one, other)) {
          assertThatThrownBy(() -> each.one().put("key", 2))
              .isInstanceOf(StoreException.class)
              .hasMessageNotContaining("s3cret");
        }
      }
    }
  }

  @Test
  void open_asAUserByAWrongPassword_failsWithoutShowingIt() {
    try (RealRedis guarded =
        RealRedis.start(
            "--user", "default", "off", "--user", "mock", "on", ">right", "~*", "+@all")) {
      URI user = URI.create(guarded.address("").toString().replace("//", "//mock@"));
      Store store = new RedisStoreProvider().open(user, Optional.of("wr0ng"), Contract.load());

      assertThatThrownBy(store::connect)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("127.0.0.1")
          .hasMessageNotContaining("wr0ng");
    }
  }

  @Test
  void put_first_connectsAndIsKept() {
    URI address = redis.address("?name=first");
    try (Store store = new RedisStoreProvider().open(address, Optional.empty(), Contract.load())) {
      Table<Integer> table = store.table("table", 1, new TypeReference<>() {});

      table.put("key", 1);

      assertThat(table.get("key")).isEqualTo(1);
    }
  }

  @Test
  void put_decimals_keepsEveryDigit() {
    URI address = redis.address("?name=decimals");
    List<BigDecimal> decimals =
        Stream.of("1.10", "12345678901234567890.123456789012345678901", "1E+3", "0.0000000001")
            .map(BigDecimal::new)
            .toList();
    ObjectNode tree = new JsonNodeFactory(true).objectNode();
    decimals.forEach(decimal -> tree.put(decimal.toString(), decimal));
    try (Store one = new RedisStoreProvider().open(address, Optional.empty(), Contract.load());
        Store other = new RedisStoreProvider().open(address, Optional.empty(), Contract.load())) {
      Table<List<BigDecimal>> lists = one.table("lists", 1, new TypeReference<>() {});
      Table<JsonNode> trees = one.table("trees", 1, new TypeReference<>() {});
      Table<List<BigDecimal>> otherLists = other.table("lists", 1, new TypeReference<>() {});
      Table<JsonNode> otherTrees = other.table("trees", 1, new TypeReference<>() {});

      lists.put("key", decimals);
      trees.put("key", tree);

      assertThat(otherLists.get("key")).isEqualTo(decimals);
      assertThat(Objects.requireNonNull(otherTrees.get("key")).valueStream())
          .extracting(JsonNode::decimalValue)
          .isEqualTo(decimals);
    }
  }

  private void inParallel(int threads, Consumer<Replica> each) {
    CyclicBarrier together = new CyclicBarrier(threads);
    List<CompletableFuture<Void>> all =
        IntStream.range(0, threads)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            together.await();
                          } catch (Exception broken) {
                            throw new IllegalStateException(broken);
                          }
                          each.accept(i % 2 == 0 ? here : there);
                        },
                        run -> new Thread(run).start()))
            .toList();
    all.forEach(CompletableFuture::join);
  }

  private static Map<Long, String> kept(Log<String> log) {
    return log.newestFirst(0).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
