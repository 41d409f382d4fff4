package io.github.qxylogin.mock.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.mock.store.CountedStore;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class AccountStoreTest {
  private static final Account DOCUMENTED = account("known", "1", "documented");

  @AutoClose private final Store tables = TestedState.store();
  private final AccountStore store = new AccountStore(Map.of("1", DOCUMENTED), tables);
  private final AtomicLong created = new AtomicLong();

  @Test
  void put_oneEnterprise_keepsTheLatestThousand() {
    for (int i = 0; i < 1_500; i++) {
      create("one", "person " + i);
    }

    assertThat(store.of("one").size()).isEqualTo(1_000);
    assertThat(persons("one")).contains("person 1499").doesNotContain("person 499");
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "60,000 round trips, to a store whose bounds LockStepTest tests")
  @Test
  void put_roundAndRound_keepsTheLatestTenThousand() {
    for (int i = 0; i < 60_000; i++) {
      create("enterprise " + i % 300, "person " + i);
    }

    int kept = IntStream.range(0, 300).map(i -> store.of("enterprise " + i).size()).sum();
    assertThat(kept).isEqualTo(10_000);
    assertThat(persons("enterprise 299")).contains("person 59999");
  }

  @Test
  void put_newEnterprisesByTheThousand_forgetTheOldestAndKeepTheDocumented() {
    store.remove(DOCUMENTED);
    for (int i = 0; i < 10_001; i++) {
      create("enterprise " + i, "person");
    }

    assertThat(store.of("enterprise 0").size()).isZero();
    assertThat(store.of("enterprise 10000").size()).isEqualTo(1);
    assertThat(store.of("known")).containsExactly(DOCUMENTED);
  }

  @Test
  void put_changedMoreThanTenThousandTimes_agesNobody() {
    create("one", "person");
    Account stored = store.of("one").get(0);
    for (int i = 0; i < 10_001; i++) {
      store.put(stored);
    }

    create("one", "other");

    assertThat(persons("one")).containsExactly("person", "other");
  }

  @Test
  void put_moreThanAThousandBesideADocumentedOne_keepTheDocumented() {
    for (int i = 0; i < 1_500; i++) {
      create("known", "person " + i);
    }

    assertThat(persons("known")).hasSize(1_000).contains("documented", "person 1499");
  }

  @Test
  void put_manyAtOnce_losesNone() {
    IntStream.range(0, 500).parallel().forEach(i -> create("one", "person " + i));

    assertThat(store.of("one").size()).isEqualTo(500);
  }

  @Test
  void account_ofAnId_isReadInOneTrip() {
    AtomicInteger trips = new AtomicInteger();
    Store shared = CountedStore.counting(trips);
    AccountStore accounts = new AccountStore(Map.of(), shared);
    shared.run(() -> accounts.put(account("one", "1", "person")));
    trips.set(0);

    assertThat(shared.transact(() -> accounts.account("1"))).isPresent();

    assertThat(trips).hasValue(1);
  }

  private void create(String enterprise, String person) {
    Account fresh = account(enterprise, "id " + created.incrementAndGet(), person);
    tables.run(() -> store.put(fresh));
  }

  private List<String> persons(String enterprise) {
    return store.of(enterprise).stream()
        .map(account -> account.given().path("gryhm").asText())
        .toList();
  }

  private static Account account(String enterprise, String id, String person) {
    return new Account(
        enterprise,
        id,
        JsonNodeFactory.instance.objectNode().put("gryhm", person),
        Optional.empty(),
        Map.of());
  }
}
