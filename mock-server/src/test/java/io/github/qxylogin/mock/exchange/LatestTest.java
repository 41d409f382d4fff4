package io.github.qxylogin.mock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestTest {
  private static final int MOST = 100;

  private final Latest<Integer, Integer> latest = new Latest<>(MOST);

  @Test
  void put_aMillionOthers_keepsTheLatestAndNoMore() {
    IntStream.range(0, 1_000_000).forEach(i -> latest.put(i, i));

    assertThat(IntStream.range(0, 1_000_000).filter(i -> latest.get(i) != null))
        .containsExactly(
            IntStream.range(1_000_000 - MOST, 1_000_000).boxed().toArray(Integer[]::new));
  }

  @Test
  void put_othersThatAreReadAllTheTime_keepsTheLatest() {
    for (int i = 0; i < 100_000; i++) {
      latest.put(i, i);
      latest.get(i % MOST);
    }

    assertThat(latest.get(100_000 - MOST)).isNotNull();
  }

  @Test
  void put_again_countsAsLater() {
    latest.put(1, 1);
    IntStream.range(0, MOST - 1).forEach(i -> latest.put(1000 + i, i));
    latest.put(1, 2);
    IntStream.range(0, MOST - 1).forEach(i -> latest.put(2000 + i, i));

    assertThat(latest.get(1)).isEqualTo(2);
  }

  @Test
  void put_oneKeyAgainAndAgain_forgetsNoOther() {
    IntStream.range(0, MOST).forEach(i -> latest.put(i, i));

    IntStream.range(0, 10 * MOST).forEach(i -> latest.put(1, i));

    assertThat(IntStream.range(0, MOST).filter(i -> latest.get(i) == null)).isEmpty();
  }

  @Test
  void put_oneKeyAgainAndAgain_takesNoMoreMemory() {
    Latest<Object, Integer> objects = new Latest<>(MOST);
    objects.put("another, older one", 0);
    List<WeakReference<Busy>> written = new ArrayList<>();
    for (int i = 0; i < 10 * MOST; i++) {
      Busy key = new Busy();
      objects.put(key, i);
      written.add(new WeakReference<>(key));
    }

    System.gc();

    assertThat(objects.get(new Busy())).isEqualTo(10 * MOST - 1);
    assertThat(written).filteredOn(key -> key.get() != null).hasSizeLessThanOrEqualTo(2);
  }

  /** One key in ever new objects, which tell whether something still holds them. */
  private static final class Busy {
    @Override
    public boolean equals(Object other) {
      return other instanceof Busy;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  @Test
  void put_manyKeysAtOnce_keepsSoMany() {
    IntStream.range(0, 100_000).parallel().forEach(i -> latest.put(i % 1000, i));

    assertThat(latest.all()).hasSize(MOST);
  }

  @Test
  void remove_oneOfMany_makesRoomForAnother() {
    IntStream.range(0, MOST).forEach(i -> latest.put(i, i));
    latest.remove(5);

    latest.put(MOST, MOST);

    assertThat(latest.get(0)).isZero();
  }

  @Test
  void removeIf_some_makesRoomForOthers() {
    IntStream.range(0, MOST).forEach(i -> latest.put(i, i));
    latest.removeIf((key, value) -> key == 5 || value == 6);

    latest.put(MOST, MOST);
    latest.put(MOST + 1, MOST);

    assertThat(latest.get(5)).isNull();
    assertThat(latest.get(6)).isNull();
    assertThat(latest.get(0)).isZero();
  }

  @Test
  void compute_sameValue_isNoWrite() {
    latest.put(1, 1);
    latest.put(2, 2);
    IntStream.range(0, 10 * MOST).forEach(i -> latest.compute(2, before -> before));

    assertThat(latest.get(1)).isEqualTo(1);
  }

  @Test
  void compute_null_removes() {
    latest.put(1, 1);

    latest.compute(1, before -> null);

    assertThat(latest.get(1)).isNull();
  }

  @Test
  void clear_forgetsEverythingAndRemembersWhatFollows() {
    IntStream.range(0, MOST).forEach(i -> latest.put(i, i));
    latest.clear();

    IntStream.range(0, MOST).forEach(i -> latest.put(i, -i));

    assertThat(IntStream.range(0, MOST).map(latest::get)).allMatch(value -> value <= 0);
  }

  @Test
  void compute_manyAtOnce_losesNoChange() {
    latest.put(1, 0);

    IntStream.range(0, 10_000).parallel().forEach(i -> latest.compute(1, n -> n + 1));

    assertThat(latest.get(1)).isEqualTo(10_000);
  }
}
