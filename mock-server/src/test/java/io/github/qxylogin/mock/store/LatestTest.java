package io.github.qxylogin.mock.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestTest {
  private static final int MOST = 100;

  private final Latest<Integer> latest = new Latest<>(MOST);

  @Test
  void put_aMillionOthers_keepsTheLatestAndNoMore() {
    IntStream.range(0, 1_000_000).forEach(i -> put(i, i));

    assertThat(IntStream.range(0, 1_000_000).filter(i -> get(i) != null))
        .containsExactly(
            IntStream.range(1_000_000 - MOST, 1_000_000).boxed().toArray(Integer[]::new));
  }

  @Test
  void put_othersThatAreReadAllTheTime_keepsTheLatest() {
    for (int i = 0; i < 100_000; i++) {
      put(i, i);
      get(i % MOST);
    }

    assertThat(get(100_000 - MOST)).isNotNull();
  }

  @Test
  void put_again_countsAsLater() {
    put(1, 1);
    IntStream.range(0, MOST - 1).forEach(i -> put(1000 + i, i));
    put(1, 2);
    IntStream.range(0, MOST - 1).forEach(i -> put(2000 + i, i));

    assertThat(get(1)).isEqualTo(2);
  }

  @Test
  void put_oneKeyAgainAndAgain_forgetsNoOther() {
    IntStream.range(0, MOST).forEach(i -> put(i, i));

    IntStream.range(0, 10 * MOST).forEach(i -> put(1, i));

    assertThat(IntStream.range(0, MOST).filter(i -> get(i) == null)).isEmpty();
  }

  @Test
  void put_oneKeyAgainAndAgain_takesNoMoreMemory() {
    Latest<Integer> objects = new Latest<>(MOST);
    objects.put("another, older one", 0);
    List<WeakReference<String>> written = new ArrayList<>();
    for (int i = 0; i < 10 * MOST; i++) {
      String key = String.valueOf(new char[] {'1'});
      objects.put(key, i);
      written.add(new WeakReference<>(key));
    }

    System.gc();

    assertThat(objects.get("1")).isEqualTo(10 * MOST - 1);
    assertThat(written).filteredOn(key -> key.get() != null).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void put_manyKeysAtOnce_keepsSoMany() {
    IntStream.range(0, 100_000).parallel().forEach(i -> put(i % 1000, i));

    assertThat(latest.all()).hasSize(MOST);
  }

  @Test
  void remove_oneOfMany_makesRoomForAnother() {
    IntStream.range(0, MOST).forEach(i -> put(i, i));
    latest.remove("5");

    put(MOST, MOST);

    assertThat(get(0)).isZero();
  }

  @Test
  void removeIf_some_makesRoomForOthers() {
    IntStream.range(0, MOST).forEach(i -> put(i, i));
    latest.removeIf((key, value) -> key.equals("5") || value == 6);

    put(MOST, MOST);
    put(MOST + 1, MOST);

    assertThat(get(5)).isNull();
    assertThat(get(6)).isNull();
    assertThat(get(0)).isZero();
  }

  @Test
  void compute_sameValue_isNoWrite() {
    put(1, 1);
    put(2, 2);
    IntStream.range(0, 10 * MOST).forEach(i -> latest.compute("2", before -> before));

    assertThat(get(1)).isEqualTo(1);
  }

  @Test
  void compute_null_removes() {
    put(1, 1);

    latest.compute("1", before -> null);

    assertThat(get(1)).isNull();
  }

  @Test
  void clear_forgetsEverythingAndRemembersWhatFollows() {
    IntStream.range(0, MOST).forEach(i -> put(i, i));
    latest.clear();

    IntStream.range(0, MOST).forEach(i -> put(i, -i));

    assertThat(IntStream.range(0, MOST).map(this::get)).allMatch(value -> value <= 0);
  }

  @Test
  void compute_manyAtOnce_losesNoChange() {
    put(1, 0);

    IntStream.range(0, 10_000).parallel().forEach(i -> latest.compute("1", n -> n + 1));

    assertThat(get(1)).isEqualTo(10_000);
  }

  @Test
  void isEmpty_afterEachChange_tellsWhetherThereIsAnything() {
    assertThat(latest.isEmpty()).isTrue();
    put(1, 1);
    assertThat(latest.isEmpty()).isFalse();
    latest.remove("1");
    assertThat(latest.isEmpty()).isTrue();
    latest.compute("1", before -> 1);
    assertThat(latest.isEmpty()).isFalse();
    latest.removeIf((key, value) -> value == 1);
    assertThat(latest.isEmpty()).isTrue();
    put(1, 1);
    latest.clear();
    assertThat(latest.isEmpty()).isTrue();
  }

  private void put(int key, int value) {
    latest.put(Integer.toString(key), value);
  }

  private Integer get(int key) {
    return latest.get(Integer.toString(key));
  }
}
