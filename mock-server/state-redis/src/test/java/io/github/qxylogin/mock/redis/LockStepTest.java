package io.github.qxylogin.mock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The same random operations give the same in memory, and in Redis by whichever replica. */
class LockStepTest {
  private static final int OPERATIONS = Integer.getInteger("lockstep.operations", 2_000);
  private static final long SEED = Long.getLong("lockstep.seed", 5);

  @Test
  void operations_atRandom_giveTheSameEverywhere(TestReporter reporter) {
    Random random = new Random(SEED);
    try (RealRedis redis = RealRedis.start();
        Replica memory = Replica.of(Store.inMemory());
        Replica one = Replica.at(redis.address(""));
        Replica other = Replica.at(redis.address(""))) {
      for (int i = 0; i < OPERATIONS; i++) {
        long seed = random.nextLong();
        Replica replica = random.nextBoolean() ? one : other;

        Object expected = call(memory, seed);

        assertThat(call(replica, seed)).as("operation %d", i).isEqualTo(expected);
      }
      assertSame(one, memory);
      assertSame(other, memory);
      reporter.publishEntry("operations", Integer.toString(OPERATIONS));
    }
  }

  private static void assertSame(Replica replica, Replica memory) {
    assertThat(entries(replica.one())).isEqualTo(entries(memory.one()));
    assertThat(entries(replica.other())).isEqualTo(entries(memory.other()));
  }

  private static List<Map.Entry<String, Integer>> entries(Table<Integer> table) {
    return List.copyOf(table.all().entrySet());
  }

  /** Does one thing, or some together; the same each time that it is run. */
  private static Object call(Replica replica, long seed) {
    return replica
        .store()
        .transact(
            () -> {
              Random random = new Random(seed);
              int steps = random.nextInt(4) == 0 ? 1 + random.nextInt(6) : 1;
              List<String> told = new ArrayList<>();
              for (int step = 0; step < steps; step++) {
                told.add(String.valueOf(step(replica, steps == 1, random)));
              }
              return told;
            });
  }

  private static Integer changed(Integer before, int value) {
    if (before == null) {
      return value;
    }
    return before > 50 ? null : Integer.valueOf(before + 1);
  }

  /**
   * Does one thing.
   *
   * @param alone whether it is all that the call does: what a table has no room for goes at once in
   *     memory, and elsewhere when the call is done
   */
  private static Object step(Replica replica, boolean alone, Random random) {
    boolean crowded = alone && random.nextBoolean();
    Table<Integer> table = crowded ? replica.one() : replica.other();
    String key = "key " + random.nextInt(crowded ? 2 * Replica.MAX : Replica.MAX);
    int value = random.nextInt(100);
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> {
        table.put(key, value);
        return value;
      }
      case 4, 5 -> {
        return table.get(key);
      }
      case 6 -> {
        return table.remove(key);
      }
      case 7 -> {
        table.compute(key, before -> changed(before, value));
        return table.get(key);
      }
      case 8 -> {
        table.removeIf((each, of) -> of == value);
        return table.isEmpty();
      }
      case 9 -> {
        return replica.one().get(key) == null ? replica.one().all().size() : value;
      }
      case 10 -> {
        return List.copyOf(table.all().entrySet());
      }
      default -> {
        if (random.nextInt(50) == 0) {
          table.clear();
        }
        return table.isEmpty();
      }
    }
  }
}
