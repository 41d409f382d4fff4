package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.testing.Slow;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a state whose store, other replicas or clocks are not as they should be. */
class StoreTroubleTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

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
    here = Replica.at(redis.address("?timeout=1s"));
    there = Replica.at(redis.address("?timeout=1s"));
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
    return replica.store().standing().orElseThrow().reachable();
  }

  /** Returns how often a command was called, by whom ever. */
  static long calls(RealRedis redis, String command) {
    try (RedisClient client = RedisClient.create(redis.address("").toString())) {
      String stats = client.connect().sync().info("commandstats");
      Matcher calls = Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(stats);
      return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }
  }

  private long calls(String command) {
    return calls(redis, command);
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
    long before = calls("evalsha");

    IntStream.range(0, 200)
        .forEach(
            i ->
                here.store()
                    .run(
                        () -> {
                          boolean empty = here.other().isEmpty();
                          int sum = known(here.one().get("a")) + known(here.one().get("b"));
                          here.other().put("sum", empty ? 0 : sum);
                        }));

    assertThat(calls("evalsha") - before).as("with the beats").isBetween(400L, 500L);
    assertThat(there.other().get("sum")).isEqualTo(3);
  }

  private static int known(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  @Test
  void transact_readsOnly_takesOneTrip() {
    here.one().put("a", 1);
    long before = calls("evalsha");

    IntStream.range(0, 200)
        .forEach(i -> here.store().run(() -> assertThat(known(here.one().get("a")) < 2).isTrue()));

    assertThat(calls("evalsha") - before).as("with the beats").isBetween(200L, 300L);
  }

  @Test
  void transact_readsAndAppends_takesTwoTrips() {
    here.one().put("a", 1);
    long before = calls("evalsha");

    IntStream.range(0, 200)
        .forEach(i -> here.store().run(() -> here.log().append("a is " + here.one().get("a"))));

    assertThat(calls("evalsha") - before).as("with the beats").isBetween(400L, 500L);
    assertThat(there.log().after(199)).isEqualTo(Map.of(200L, "a is 1"));
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
  void standing_keyOfAnotherType_namesItsTableAsLongAsItIsThere() {
    here.one().put("key", 1);
    String values = key("one:values");
    commands.rename(values, values + ":away");
    commands.set(values, "not a hash");

    assertThatThrownBy(() -> there.one().get("key")).isInstanceOf(StoreException.class);

    until(() -> there.store().standing().orElseThrow().failure().contains("'one:values'"));
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
  void put_whenTheStoreTakesNoMore_tellsWhyAndStaysDownUntilItDoes() {
    here.one().put("key", 1);
    commands.configSet("maxmemory", "1");

    assertThatThrownBy(() -> here.one().put("key", 2))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("OOM");
    until(() -> !reachable(there));
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
    assertThat(there.log().after(0)).isEmpty();
  }

  /** A full store refuses the whole, also of what would make room. */
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
  void get_whatCannotBeRead_tellsWhatToDo() {
    here.one().put("key", 1);
    commands.hset(key("one:values"), "key", "{");

    assertThatThrownBy(() -> there.one().get("key"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'one'")
        .hasMessageContaining("another name");
  }

  @Test
  void standing_valueThatCannotBeRead_namesItsTableUntilItCan() {
    here.one().put("key", 1);
    commands.hset(key("one:values"), "key", "1:{");

    assertThatThrownBy(() -> there.one().get("key")).isInstanceOf(StoreException.class);

    assertThat(there.store().standing().orElseThrow().failure()).contains("'one'");
    here.one().put("key", 2);
    until(() -> reachable(there));
  }

  @Test
  void time_ofReplicasWhoseClocksAreApart_isTheStores() {
    Instant own = Instant.now();
    Instant early = here.store().time(own.minus(Duration.ofMinutes(5)));
    Instant late = there.store().time(own.plus(Duration.ofMinutes(5)));

    assertThat(Duration.between(early, late).abs()).isLessThan(Duration.ofSeconds(5));
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
    commands.pexpire(key("one:values"), 2_000);

    until(() -> commands.pttl(key("one:values")) > 10_000);
  }

  @Test
  void lost_andFound_isToldOnceEach() throws Exception {
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
        .filteredOn(line -> line.contains("answers again"))
        .hasSize(2);
  }

  private List<String> ownLines(ByteArrayOutputStream told) {
    String own = redis.address("").toString();
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
