package io.github.qxylogin.mock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.store.Table;
import io.github.qxylogin.mock.testing.Slow;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void call_withoutState_asksNothing() {
    long before = calls("evalsha");

    IntStream.range(0, 1_000).forEach(i -> here.call(() -> i));

    assertThat(calls("evalsha") - before).as("but the beats").isLessThan(100);
  }

  @Test
  void call_ofState_asksOnce() {
    long before = calls("evalsha");

    IntStream.range(0, 200)
        .forEach(
            i ->
                here.call(
                    () -> {
                      here.one().compute("key", was -> i);
                      here.other().put("key", here.one().all().size());
                      return i;
                    }));

    assertThat(calls("evalsha") - before).isBetween(200L, 300L);
  }

  /** Lets one find that nobody else writes. */
  private static void hearNothing(Replica replica) {
    IntStream.range(0, 10).forEach(i -> replica.store().refresh());
  }

  @Test
  void call_ofWhoHearsNothingOfOthers_letsTheStoreLookNothingUp() {
    hearNothing(here);
    long before = calls("zmscore");

    IntStream.range(0, 200).forEach(i -> here.one().compute("key", was -> i));

    assertThat(calls("zmscore") - before).as("but the renewals").isLessThan(10);
    there.store().refresh();
    assertThat(there.one().get("key")).isEqualTo(199);
  }

  @Test
  void call_ofWhoHeardNothing_losesNothingOfWhoBeginsToWrite() {
    here.one().put("sum", 0);
    for (int i = 0; i < 20; i++) {
      hearNothing(here);
      there.one().compute("sum", was -> was + 1);
      here.one().compute("sum", was -> was + 1);
    }

    there.store().refresh();
    assertThat(there.one().get("sum")).isEqualTo(40);
  }

  @Test
  void calls_ofManyThreadsOfWhoHearsNothing_areAsOneAfterTheOther() {
    here.one().put("sum", 0);
    hearNothing(here);
    IntStream.range(0, 16)
        .mapToObj(
            thread ->
                CompletableFuture.runAsync(
                    () -> IntStream.range(0, 50).forEach(i -> here.call(this::counted)),
                    task -> new Thread(task).start()))
        .toList()
        .forEach(CompletableFuture::join);

    there.store().refresh();
    try (Replica later = Replica.at(redis.address(""))) {
      for (Replica each : List.of(here, there, later)) {
        assertThat(each.one().get("sum")).isEqualTo(800);
        assertThat(each.feed().all().values())
            .containsExactlyElementsOf(
                IntStream.range(800 - Replica.MOST, 800).mapToObj(i -> "value " + i).toList());
        assertThat(List.copyOf(each.other().all().entrySet()))
            .isEqualTo(List.copyOf(here.other().all().entrySet()));
      }
    }
  }

  private int counted() {
    int sum = here.one().get("sum");
    here.one().put("sum", sum + 1);
    here.feed().add("value " + sum);
    here.other().put("key " + sum % (2 * Replica.MOST), sum);
    return sum;
  }

  @Test
  void put_afterTheLastOfATableWent_endsByItselfAsAllKeysDo() {
    hearNothing(here);
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
        there.call(
            () -> {
              Integer value = there.one().get("");
              there.other().put("", value == null ? 0 : value);
              return value == null ? 0 : value;
            });

    assertThat(read).isEqualTo(1);
    here.store().refresh();
    assertThat(here.other().get("")).isEqualTo(1);
  }

  @Test
  void put_whileADeadReplicaHasTheTurn_waitsForItsEnd() {
    commands.set(key("meta").replace("meta", "turn"), "dead", SetArgs.Builder.px(300));

    here.one().put("key", 1);

    assertThat(commands.exists(key("meta").replace("meta", "turn"))).isZero();
    there.store().refresh();
    assertThat(there.one().get("key")).isEqualTo(1);
  }

  @Slow
  @Test
  void put_whenTheStoreTakesNoMore_tellsWhyAndStaysDownUntilItDoes() {
    here.one().put("key", 1);
    long loads = calls("hgetall");
    commands.configSet("maxmemory", "1");

    assertThatThrownBy(() -> here.one().put("key", 2))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("OOM");
    until(() -> !reachable(there));
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    until(
        () -> {
          assertThat(reachable(here)).isFalse();
          assertThat(reachable(there)).isFalse();
          return System.nanoTime() > end;
        });
    assertThat(calls("hgetall")).isEqualTo(loads);

    commands.configSet("maxmemory", "0");
    until(() -> reachable(here) && reachable(there));
    assertThat(there.one().get("key")).isEqualTo(1);
  }

  @Test
  void refresh_whenTheRemovalsAreForgotten_loadsAll() {
    here.one().put("older", 1);
    long loads = calls("hgetall");
    for (int round = 0; round < 20; round++) {
      here.one().put("key", round);
      there.store().refresh();
      here.one().remove("key");
      commands.xtrim(key("removed"), 0);

      there.store().refresh();

      assertThat(there.one().all()).isEqualTo(Map.of("older", 1));
    }
    assertThat(calls("hgetall")).as("but where a beat was faster").isGreaterThan(loads + 10);
  }

  private Store large() {
    return new RedisStoreProvider()
        .open(redis.address("?name=large"), Optional.empty(), Contract.load());
  }

  private static Table<Integer> tableOf(Store store) {
    Table<Integer> table = store.table("large", 20_000, new TypeReference<>() {});
    store.refresh();
    return table;
  }

  @Test
  void refresh_whenOthersHaveChangedThousands_takesOnlyThese() {
    try (Store one = large();
        Store other = large()) {
      Table<Integer> written = tableOf(one);
      Table<Integer> read = tableOf(other);
      long loads = calls("hgetall");

      one.change(() -> IntStream.range(0, 5_000).forEach(i -> written.put("key " + i, i)));
      other.refresh();
      assertThat(read.all()).hasSize(5_000).isEqualTo(written.all());

      one.change(() -> written.removeIf((key, value) -> value % 4 != 0));
      one.change(() -> IntStream.range(0, 9).forEach(i -> written.put("key " + i, -i)));
      other.refresh();
      assertThat(List.copyOf(read.all().entrySet()))
          .hasSize(1_256)
          .isEqualTo(List.copyOf(written.all().entrySet()));
      assertThat(calls("hgetall")).isEqualTo(loads);
    }
  }

  @Slow
  @ParameterizedTest
  @CsvSource({"10000, 0", "10001, 1"})
  void refresh_whenOthersHaveChangedTooMuch_loadsAll(int changed, int loaded) {
    try (Store one = large();
        Store other = large()) {
      Table<Integer> written = tableOf(one);
      Table<Integer> read = tableOf(other);
      long loads = calls("hgetall");

      one.change(() -> IntStream.range(0, changed).forEach(i -> written.put("key " + i, i)));
      other.refresh();

      assertThat(read.all()).hasSize(changed).isEqualTo(written.all());
      assertThat(calls("hgetall")).isEqualTo(loads + loaded);
    }
  }

  @Test
  void load_whenHalfOfTheStateIsGone_beginsAnew() {
    here.one().put("key", 1);
    commands.del(key("values"));

    try (Replica late = Replica.at(redis.address(""))) {
      assertThat(late.one().get("key")).isNull();
      late.one().put("key", 2);
      here.store().refresh();
      assertThat(here.one().get("key")).isEqualTo(2);
    }
  }

  @Test
  void open_afterAThousandOthers_forgetsThemAndLosesNothing() {
    here.one().put("key", 1);
    afterAThousandOthers();

    try (Replica late = Replica.at(redis.address(""))) {
      late.one().put("other", 2);
      here.one().put("third", 3);

      there.store().refresh();
      assertThat(there.one().all()).containsOnlyKeys("key", "other", "third");
    }
    assertThat(commands.hlen(key("meta"))).isLessThan(100);
  }

  @Test
  void open_afterAThousandOthers_forgetsNoneThatLives() {
    Set<String> living = sessions();

    afterAThousandOthers();
    Replica.at(redis.address("")).close();

    assertThat(sessions()).isEqualTo(living);
  }

  @Test
  void open_whileAThousandOthersMayLive_forgetsNone() {
    Set<String> living = sessions();
    IntStream.range(0, 1_001).forEach(i -> commands.hset(key("meta"), "s:other-" + i, "1:1:1"));

    Replica.at(redis.address("")).close();
    // Not a second ago, however slow this machine is.
    commands.hset(
        key("meta"), "marked", Long.toString(Instant.now().plusSeconds(60).getEpochSecond()));
    Replica.at(redis.address("")).close();

    assertThat(sessions()).hasSize(1_001 + living.size()).containsAll(living);
  }

  private Set<String> sessions() {
    return commands.hkeys(key("meta")).stream()
        .filter(field -> field.startsWith("s:"))
        .collect(Collectors.toSet());
  }

  /** Lets a thousand have gone without a word, a second after somebody has looked who lives. */
  private void afterAThousandOthers() {
    String meta = key("meta");
    IntStream.range(0, 1_001).forEach(i -> commands.hset(meta, "s:gone-" + i, "1:1:1"));
    commands.hset(meta, "j:gone", "0");
    Set<String> living = sessions();
    living.removeIf(session -> session.startsWith("s:gone"));
    Replica.at(redis.address("")).close();
    until(
        () ->
            living.stream()
                .noneMatch(
                    session -> String.valueOf(commands.hget(meta, session)).startsWith("0")));
    commands.hset(meta, "marked", "0");
  }

  @Test
  void get_whatCannotBeRead_tellsWhatToDo() {
    here.one().put("key", 1);
    String field = commands.hkeys(key("values")).get(0);
    commands.hset(key("values"), field, "{");

    try (Replica late = Replica.at(redis.address(""))) {
      assertThatThrownBy(() -> late.one().get("key"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("'one'")
          .hasMessageContaining("another name");
    }
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

  @Test
  void time_ofAReplicaWhoseClockIsBehind_isNotBeforeWhatItSees() {
    Instant now = Instant.now().plusNanos(999);
    Instant told =
        here.call(
            () -> {
              here.one().put("key", 1);
              return here.store().time(now);
            });

    there.store().refresh();

    Instant behind = now.minusSeconds(5);
    assertThat(there.one().get("key")).isEqualTo(1);
    assertThat(there.store().time(behind)).isAfterOrEqualTo(told);
    assertThat(there.store().time(behind.plusSeconds(1))).isAfterOrEqualTo(told.plusSeconds(1));
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

        two.store().refresh();
        three.store().refresh();
        assertThat(two.one().get("key")).isEqualTo(1);
        assertThat(three.one().get("key")).isEqualTo(1);
      }
    }
  }
}
