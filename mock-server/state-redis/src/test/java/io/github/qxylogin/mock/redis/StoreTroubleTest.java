package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.Log;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.testing.Slow;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The state when the store, other replicas or clocks fail. */
class StoreTroubleTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private RealRedis redis;
  private RedisClient client;
  private RedisCommands<String, String> commands;
  private Replica here;
  private Replica there;

  @BeforeEach
  void open() {
    redis = RealRedis.start();
    client = RedisClient.create(redis.address("").toString());
    commands = client.connect().sync();
    here = Replica.at(redis.address(""));
    there = Replica.at(redis.address(""));
  }

  @AfterEach
  void close() {
    if (here != null) {
      here.close();
      there.close();
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
      redis.close();
    }
  }

  private String key(String name) {
    return commands.keys("{qxy:default}:*:" + name).get(0);
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static boolean reachable(Replica replica) {
    return replica.store().status().orElseThrow().reachable();
  }

  /** Returns how often a command was called, by whom ever. */
  static long calls(RealRedis redis, String command) {
    try (RedisClient client = RedisClient.create(redis.address("").toString())) {
      return calls(client.connect().sync(), command);
    }
  }

  private static long calls(RedisCommands<String, String> redis, String command) {
    String stats = redis.info("commandstats");
    Matcher calls = Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(stats);
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  private long calls(String command) {
    return calls(commands, command);
  }

  /** Returns the trips of two transactions, the least of 100 times: heartbeats take some too. */
  private long tripsOfTwo(Runnable transaction) {
    return IntStream.range(0, 100)
        .mapToLong(
            i -> {
              long before = calls("evalsha");
              transaction.run();
              transaction.run();
              return calls("evalsha") - before;
            })
        .min()
        .orElseThrow();
  }

  @Test
  void put_afterTheLastOfATableWent_endsByItselfAsAllKeysDo() {
    here.one().put("key", 1);
    here.one().remove("key");
    here.one().put("key", 2);

    assertThat(commands.keys("{qxy:default}:*"))
        .allSatisfy(key -> assertThat(commands.pttl(key)).as(key).isPositive());
  }

  @Test
  void call_ofAKeyWithoutACharacter_isDone() {
    here.one().put("", 1);

    int read =
        there
            .store()
            .transact(
                () -> {
                  Integer value = there.one().get("");
                  there.other().put("", value == null ? 0 : value);
                  return value == null ? 0 : value;
                });

    assertThat(read).isEqualTo(1);
    assertThat(here.other().get("")).isEqualTo(1);
  }

  @Test
  void transact_ofManyKeys_takesTwoTrips() {
    here.one().put("a", 1);
    here.one().put("b", 2);

    long trips =
        tripsOfTwo(
            () ->
                here.store()
                    .run(
                        () -> {
                          boolean empty = here.other().isEmpty();
                          int sum = known(here.one().get("a")) + known(here.one().get("b"));
                          here.other().put("sum", empty ? 0 : sum);
                        }));

    assertThat(trips).isEqualTo(2 * 2);
    assertThat(there.other().get("sum")).isEqualTo(3);
  }

  private static int known(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  @Test
  void transact_readsOnly_takesOneTrip() {
    here.one().put("a", 1);

    long trips =
        tripsOfTwo(
            () -> here.store().run(() -> assertThat(known(here.one().get("a")) < 2).isTrue()));

    assertThat(trips).isEqualTo(2);
  }

  @Test
  void transact_readsAndAppends_takesTwoTrips() {
    here.one().put("a", 1);

    long trips =
        tripsOfTwo(() -> here.store().run(() -> here.log().append("a is " + here.one().get("a"))));

    assertThat(trips).isEqualTo(2 * 2);
    assertThat(there.log().newestFirst(199)).containsExactly(Map.entry(200L, "a is 1"));
  }

  @Test
  void append_whenTheStoreIsFull_doesNothing() {
    here.one().put("old", 1);
    commands.configSet("maxmemory", "1");

    assertThatThrownBy(
            () ->
                here.store()
                    .run(
                        () -> {
                          here.one().remove("old");
                          here.log().append("removed");
                        }))
        .isInstanceOf(StoreException.class);

    assertThat(there.one().get("old")).isEqualTo(1);
    assertThat(there.log().newest()).isZero();
  }

  @Test
  void status_keyOfAnotherType_namesItsTableWhileItExists() {
    here.one().put("key", 1);
    String values = key("one:values");
    commands.rename(values, values + ":away");
    commands.set(values, "not a hash");

    assertThatThrownBy(() -> there.one().get("key")).isInstanceOf(StoreException.class);

    until(() -> there.store().status().orElseThrow().failure().contains("'one:values'"));
    long beats = calls("type");
    until(
        () -> {
          assertThat(reachable(there)).isFalse();
          return calls("type") > beats + 100;
        });
    commands.rename(values + ":away", values);
    until(() -> reachable(there));
  }

  @Test
  void transact_readsByRandomKeys_endsNevertheless() {
    AtomicInteger keys = new AtomicInteger();

    int read =
        here.store()
            .transact(() -> known(here.one().get("random " + keys.incrementAndGet())) + keys.get());

    assertThat(read).isEqualTo(5);
  }

  @Slow
  @Test
  void put_whenTheStoreIsFull_reportsWhyAndStaysDownUntilItIsNot() {
    here.one().put("key", 1);
    commands.configSet("maxmemory", "1");

    assertThatThrownBy(() -> here.one().put("key", 2))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("rejected")
        .hasMessageContaining("OOM");
    until(() -> !reachable(here) && !reachable(there));
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    until(
        () -> {
          assertThat(reachable(here)).isFalse();
          return System.nanoTime() > end;
        });

    commands.configSet("maxmemory", "0");
    until(() -> reachable(here) && reachable(there));
    assertThat(there.one().get("key")).isEqualTo(1);
  }

  @Test
  void clear_whenTheStoreIsFull_makesRoom() {
    here.one().put("key", 1);
    here.log().append("value");
    commands.configSet("maxmemory", "1");

    here.store()
        .run(
            () -> {
              here.one().clear();
              here.other().clear();
              here.log().clear();
            });

    assertThat(there.one().get("key")).isNull();
    assertThat(there.log().newestFirst(0)).isEmpty();
  }

  /** A full store rejects the whole transaction, even its removals. */
  @Test
  void transact_whenTheStoreIsFull_doesNothing() {
    here.one().put("old", 1);
    commands.configSet("maxmemory", "1");

    assertThatThrownBy(
            () ->
                here.store()
                    .run(
                        () -> {
                          here.one().remove("old");
                          here.one().put("new", 2);
                        }))
        .isInstanceOf(StoreException.class);

    assertThat(there.one().get("old")).isEqualTo(1);
  }

  @Test
  void state_whileTheStoreIsFull_livesOn() {
    here.one().put("key", 1);
    commands.configSet("maxmemory", "1");
    commands.pexpire(key("one:values"), 9_000);

    until(() -> commands.pttl(key("one:values")) > 10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "{", "abc:1", ":1", "1:", "1:{", "1:null", "1:\"text\""})
  void get_unreadableValue_reportsWhatToDo(String written) {
    here.one().put("key", 1);
    commands.hset(key("one:values"), "key", written);

    assertThatThrownBy(
            () -> there.store().run(() -> there.one().compute("key", before -> known(before) + 1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'one'")
        .hasMessageContaining("another name");
    assertThatThrownBy(() -> there.one().all())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'one'");
  }

  @ParameterizedTest
  @CsvSource({"10-0, value, null", "10-0, other, 1", "10-5, value, '\"a\"'"})
  void after_entryThatCannotBeRead_namesTheLog(String id, String field, String value) {
    here.store().run(() -> here.log().append("ours"));
    commands.xadd(key("log"), new XAddArgs().id(id), field, value);

    assertThatThrownBy(() -> there.log().newestFirst(0).toList())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'log'");
  }

  @Test
  void newest_whatCannotBeRead_namesTheLog() {
    here.store().run(() -> here.log().append("ours"));
    commands.set(key("log:newest"), "abc");

    assertThatThrownBy(() -> there.log().newest())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'log'");
  }

  @Test
  void status_severalUnreadableValues_isDownUntilAllAreReadable() {
    List<String> keys = List.of("a", "b");
    keys.forEach(key -> here.one().put(key, 1));
    keys.forEach(key -> commands.hset(key("one:values"), key, "1:{"));
    keys.forEach(
        key -> assertThatThrownBy(() -> there.one().get(key)).isInstanceOf(StoreException.class));

    here.one().put("b", 2);

    long beats = calls("type");
    until(
        () -> {
          assertThat(reachable(there)).isFalse();
          return calls("type") > beats + 100;
        });
    here.one().put("a", 2);
    until(() -> reachable(there));
  }

  @Test
  void removeIf_whileOthersWriteOtherKeys_isNotOvertaken() {
    here.one().put("old", 1);
    AtomicInteger runs = new AtomicInteger();

    here.store()
        .run(
            () -> {
              here.one().removeIf((key, value) -> value == 1);
              there.one().put("new " + runs.incrementAndGet(), 2);
            });

    assertThat(there.one().get("old")).isNull();
    assertThat(runs).hasValueLessThan(5);
  }

  @Test
  void removeIf_entryChangedMeanwhile_stays() {
    here.one().put("key", 1);

    here.store()
        .run(
            () -> {
              if (here.one().snapshot().containsKey("key")) {
                there.one().put("key", 2);
              }
              here.one().removeIf((key, value) -> value == 1);
            });

    assertThat(there.one().get("key")).isEqualTo(2);
  }

  @Test
  void newestFirst_limited_readsOnePage() {
    try (Store store =
        new RedisStoreProvider().open(redis.address(""), Optional.empty(), Contract.load())) {
      Log<Integer> log = store.log("long", 1_000, new TypeReference<>() {});
      store.run(() -> IntStream.rangeClosed(1, 1_000).forEach(log::append));
      long before = calls("xrevrange");

      assertThat(log.newestFirst(0).limit(1)).containsExactly(Map.entry(1_000L, 1_000));
      assertThat(calls("xrevrange") - before).isEqualTo(1);
      assertThat(log.newestFirst(10).map(Map.Entry::getKey).toList())
          .hasSize(990)
          .startsWith(1_000L)
          .endsWith(11L);
      assertThat(log.get(7)).contains(7);
    }
  }

  @Test
  void status_unreadableValue_namesItsTableUntilItIsReadable() {
    here.one().put("key", 1);
    commands.hset(key("one:values"), "key", "1:{");

    assertThatThrownBy(() -> there.one().get("key")).isInstanceOf(StoreException.class);

    assertThat(there.store().status().orElseThrow().failure()).contains("'one'");
    here.one().put("key", 2);
    until(() -> reachable(there));
  }

  @Test
  void time_ofWhoSeesWhatAnotherHasWritten_isNotBefore() {
    for (int round = 0; round < 200; round++) {
      Instant written =
          here.store()
              .transact(
                  () -> {
                    here.one().compute("key", before -> known(before) + 1);
                    return here.store().time(Instant.EPOCH);
                  });

      Instant seen =
          there
              .store()
              .transact(
                  () -> {
                    there.one().get("key");
                    return there.store().time(Instant.EPOCH);
                  });

      assertThat(seen).isAfterOrEqualTo(written);
    }
  }

  @Test
  void state_whileAMockIsThere_livesOn() {
    here.one().put("key", 1);
    commands.pexpire(key("one:values"), 9_000);

    until(() -> commands.pttl(key("one:values")) > 10_000);
  }

  @Test
  void lost_andFound_isReportedOnceEach() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, UTF_8));
    try {
      redis.kill();
      until(() -> !reachable(here) && !reachable(there));
      assertThatThrownBy(() -> here.one().put("key", 1)).isInstanceOf(StoreException.class);
      redis.begin();
      until(() -> reachable(here) && reachable(there) && ownLines(told).size() >= 4);
    } finally {
      System.setErr(before);
    }

    assertThat(ownLines(told))
        .hasSize(4)
        .filteredOn(line -> line.contains("is reachable again"))
        .hasSize(2);
  }

  /** As at a failover of Sentinel, where another server has the address of the master. */
  @Test
  void call_whenTheServerIsNoMasterAnyMore_connectsAnew() {
    here.one().put("key", 1);
    long before = connections();
    commands.replicaof("127.0.0.1", 1);

    until(() -> !reachable(here));
    until(() -> connections() > before + 4);

    commands.replicaofNoOne();
    until(() -> reachable(here));
    assertThat(here.one().get("key")).isEqualTo(1);
  }

  private long connections() {
    Matcher received =
        Pattern.compile("total_connections_received:(\\d+)").matcher(commands.info("stats"));
    return received.find() ? Long.parseLong(received.group(1)) : 0;
  }

  private List<String> ownLines(ByteArrayOutputStream told) {
    String own = "redis://127.0.0.1:" + redis.port();
    return told.toString(UTF_8).lines().filter(line -> line.contains(own + "/")).toList();
  }

  @Test
  void connect_toAStoreThatEvicts_isWarnedOf() {
    PrintStream before = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    commands.configSet("maxmemory-policy", "allkeys-lru");
    System.setErr(new PrintStream(told, true, UTF_8));
    try {
      Replica.at(redis.address("")).close();
    } finally {
      System.setErr(before);
    }

    assertThat(ownLines(told)).hasSize(1).allMatch(line -> line.contains("noeviction"));
  }

  @Test
  void state_ofAnotherContract_isAnother() {
    here.one().put("key", 1);

    try (Replica legacy =
        Replica.of(
            new RedisStoreProvider()
                .open(redis.address(""), Optional.empty(), Contract.load().module("legacy")))) {
      assertThat(legacy.one().get("key")).isNull();
    }
  }

  /** Starts one that is to be a part of a cluster. */
  private static RealRedis ofCluster() throws IOException {
    Path nodes = Files.createTempFile("nodes", ".conf");
    Files.delete(nodes);
    int bus = RealRedis.freePort();
    return RealRedis.start(
        "--cluster-enabled",
        "yes",
        "--cluster-port",
        Integer.toString(bus),
        "--cluster-config-file",
        nodes.toString(),
        "--dir",
        nodes.getParent().toString());
  }

  /** Makes a cluster of some, and waits until each knows it. */
  private static void cluster(List<RealRedis> nodes) {
    RedisClient client = RedisClient.create();
    try {
      List<RedisCommands<String, String>> commands =
          nodes.stream()
              .map(node -> client.connect(RedisURI.create(node.address(""))).sync())
              .toList();
      int share = SlotHash.SLOT_COUNT / nodes.size() + 1;
      for (int i = 0; i < nodes.size(); i++) {
        int end = Math.min((i + 1) * share, SlotHash.SLOT_COUNT);
        commands.get(i).clusterSetConfigEpoch(i + 1);
        commands.get(i).clusterAddSlots(IntStream.range(i * share, end).toArray());
        meet(commands.get(0), nodes.get(i), commands.get(i));
      }
      commands.forEach(node -> until(() -> node.clusterInfo().contains("cluster_state:ok")));
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  /** Lettuce knows no port of the bus but the usual one. */
  private static void meet(
      RedisCommands<String, String> first, RealRedis node, RedisCommands<String, String> commands) {
    String bus = commands.clusterNodes().replaceAll("(?s).*?:\\d+@(\\d+).*", "$1");
    first.dispatch(
        CommandType.CLUSTER,
        new StatusOutput<>(StringCodec.UTF8),
        new CommandArgs<>(StringCodec.UTF8).add("MEET").add("127.0.0.1").add(node.port()).add(bus));
  }

  @Slow
  @Test
  void call_whenTheStateHasMovedInTheCluster_goesThere() throws Exception {
    try (RealRedis first = ofCluster();
        RealRedis second = ofCluster();
        RedisClient client = RedisClient.create()) {
      cluster(List.of(first, second));
      try (Replica replica = Replica.at(first.address(""))) {
        List<RedisCommands<String, String>> nodes =
            Stream.of(first, second)
                .map(node -> client.connect(RedisURI.create(node.address(""))).sync())
                .toList();
        replica.one().put("key", 1);
        int slot = SlotHash.getSlot("{qxy:default}");
        int owner = slot < SlotHash.SLOT_COUNT / 2 + 1 ? 0 : 1;
        String other = nodes.get(1 - owner).clusterMyId();
        nodes.get(owner).flushall();
        nodes.get(1 - owner).clusterSetSlotNode(slot, other);
        nodes.get(owner).clusterSetSlotNode(slot, other);

        until(() -> nodes.get(1 - owner).dbsize() > 0 && reachable(replica));

        replica.one().put("key", 2);
        assertThat(replica.one().get("key")).isEqualTo(2);
      }
    }
  }

  @Slow
  @Test
  void open_aCluster_goesToWhicheverNodeHasTheState() throws Exception {
    try (RealRedis first = ofCluster();
        RealRedis second = ofCluster();
        RealRedis third = ofCluster()) {
      List<RealRedis> nodes = List.of(first, second, third);
      cluster(nodes);
      try (Replica one = Replica.at(first.address(""));
          Replica two = Replica.at(second.address(""));
          Replica three = Replica.at(third.address(""))) {
        one.one().put("key", 1);

        assertThat(two.one().get("key")).isEqualTo(1);
        assertThat(three.one().get("key")).isEqualTo(1);
      }
    }
  }
}
