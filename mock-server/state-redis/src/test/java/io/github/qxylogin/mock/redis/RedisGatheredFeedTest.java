package io.github.qxylogin.mock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.GatheredFeed;
import io.github.qxylogin.mock.store.GatheredFeed.Gathered;
import io.github.qxylogin.mock.store.GatheredFeed.Told;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.Slow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two replicas tell, of which each sees all. */
class RedisGatheredFeedTest {
  private static final int MOST = 5_000;

  /** A script that hands in or hands over is to have no more than this. */
  private static final int AT_ONCE = 200;

  private RealRedis redis;
  private Teller here;
  private Teller there;

  /** Is called with each number that is made or read. */
  private static volatile IntConsumer whenRead = number -> {};

  /** What is told. */
  private record Numbered(int number) {
    Numbered {
      whenRead.accept(number);
    }
  }

  /** One who tells numbers. */
  private record Teller(Store store, List<Told<Numbered>> untold, GatheredFeed<Numbered> feed) {
    static Teller at(RealRedis redis) {
      Store store =
          new RedisStoreProvider()
              .open(redis.address("?timeout=20s"), Optional.empty(), Contract.load());
      List<Told<Numbered>> untold = new ArrayList<>();
      GatheredFeed<Numbered> feed =
          store
              .gathered("numbers", MOST, new TypeReference<Numbered>() {}, () -> handOver(untold))
              .orElseThrow();
      store.refresh();
      return new Teller(store, untold, feed);
    }

    private static List<Told<Numbered>> handOver(List<Told<Numbered>> untold) {
      synchronized (untold) {
        List<Told<Numbered>> all = List.copyOf(untold);
        untold.clear();
        return all;
      }
    }

    /** Tells a number at the time of that number. */
    void tell(int number) {
      synchronized (untold) {
        untold.add(new Told<>(Instant.EPOCH.plusMillis(number), new Numbered(number)));
      }
    }
  }

  @BeforeEach
  void open() {
    redis = RealRedis.start();
    here = Teller.at(redis);
    there = Teller.at(redis);
  }

  @AfterEach
  void close() {
    whenRead = number -> {};
    if (here != null) {
      here.store().close();
      there.store().close();
      redis.close();
    }
  }

  @Test
  void gather_manyOfBoth_hasAllInTheOrderOfTheirTimes() {
    IntStream.range(0, 1_111).forEach(i -> (i % 3 == 0 ? there : here).tell(i));

    Gathered<Numbered> all = here.feed().gather(0);

    assertThat(all.newest()).isEqualTo(1_111);
    assertThat(all.values().keySet())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_111).boxed().toList());
    assertThat(all.values().values()).containsExactlyElementsOf(numbers(0, 1_111));
    assertThat(there.feed().gather(0)).isEqualTo(all);
    assertThat(there.feed().gather(1_000).values()).hasSize(111);
  }

  private static List<Numbered> numbers(int first, int end) {
    return IntStream.range(first, end).mapToObj(Numbered::new).toList();
  }

  @Test
  void gather_many_takesThemInPieces() {
    IntStream.range(0, 10 * AT_ONCE).forEach(here::tell);
    here.feed().gather(0);
    long before = StoreTroubleTest.calls(redis, "eval");

    assertThat(here.feed().gather(0).values()).hasSize(10 * AT_ONCE);

    assertThat(StoreTroubleTest.calls(redis, "eval") - before).isGreaterThan(10);
  }

  @Test
  void gather_manyUntold_numbersThemInPieces() {
    IntStream.range(0, 10 * AT_ONCE).forEach(here::tell);
    long before = StoreTroubleTest.calls(redis, "eval");

    Gathered<Numbered> none = here.feed().gather(10 * AT_ONCE);

    assertThat(none.newest()).isEqualTo(10 * AT_ONCE);
    assertThat(none.values()).isEmpty();
    assertThat(StoreTroubleTest.calls(redis, "eval") - before)
        .as("ten to hand in, and ten to number")
        .isGreaterThanOrEqualTo(20);
  }

  @Slow
  @Test
  void gather_moreThanAreKept_hasTheNewest() {
    IntStream.range(0, MOST).forEach(here::tell);
    here.feed().gather(0);
    IntStream.range(MOST, MOST + 300).forEach(there::tell);

    Gathered<Numbered> all = here.feed().gather(0);

    assertThat(all.values().values()).containsExactlyElementsOf(numbers(300, MOST + 300));
  }

  @Test
  void clear_ofMany_countsThemAndLeavesNone() {
    IntStream.range(0, 1_000).forEach(i -> (i % 2 == 0 ? there : here).tell(i));

    Gathered<Numbered> cleared = here.feed().clear();

    assertThat(cleared.newest()).isEqualTo(1_000);
    assertThat(cleared.forgotten()).isEqualTo(1_000);
    assertThat(there.feed().gather(0)).isEqualTo(cleared);
  }

  @Test
  void gather_whenTheOtherForgetsMeanwhile_hasNothingForgotten() {
    IntStream.range(0, 10 * AT_ONCE).forEach(here::tell);
    AtomicBoolean forgotten = new AtomicBoolean();
    whenRead =
        number -> {
          if (number == 2 * AT_ONCE && !forgotten.getAndSet(true)) {
            there.feed().clear();
            there.tell(number);
          }
        };

    Gathered<Numbered> rest = here.feed().gather(0);

    assertThat(rest.forgotten()).isEqualTo(10 * AT_ONCE);
    assertThat(rest.values()).isEmpty();
    assertThat(here.feed().gather(0).values()).containsOnlyKeys(10L * AT_ONCE + 1);
  }
}
