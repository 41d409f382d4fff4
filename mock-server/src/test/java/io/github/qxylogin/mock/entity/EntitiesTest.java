package io.github.qxylogin.mock.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.store.CountedStore;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class EntitiesTest {
  private static final String KIND = EntityIndex.ACCOUNT;
  private static final ObjectNode DOCUMENTED = account("known", "1", "documented");

  @AutoClose private final Store tables = TestedState.store();
  private final Entities entities = entities(Map.of("1", DOCUMENTED), tables);
  private final AtomicLong created = new AtomicLong();

  private static Entities entities(Map<String, ObjectNode> documented, Store store) {
    return new Entities(
        EntityIndex.of(Contract.load(), documented),
        new MockClock(Clock.systemUTC(), store),
        store,
        (kind, entity, identities) -> {});
  }

  @Test
  void put_oneEnterprise_keepsTheLatestThousand() {
    for (int i = 0; i < 1_500; i++) {
      create("one", "person " + i);
    }

    assertThat(of("one").size()).isEqualTo(1_000);
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

    int kept = IntStream.range(0, 300).map(i -> of("enterprise " + i).size()).sum();
    assertThat(kept).isEqualTo(10_000);
    assertThat(persons("enterprise 299")).contains("person 59999");
  }

  @Test
  void put_newEnterprisesByTheThousand_forgetTheOldestAndKeepTheDocumented() {
    entities.delete(KIND, "1");
    for (int i = 0; i < 10_001; i++) {
      create("enterprise " + i, "person");
    }

    assertThat(of("enterprise 0").size()).isZero();
    assertThat(of("enterprise 10000").size()).isEqualTo(1);
    assertThat(of("known")).containsExactly(DOCUMENTED);
  }

  @Test
  void put_changedMoreThanTenThousandTimes_agesNobody() {
    create("one", "person");
    ObjectNode stored = of("one").get(0);
    for (int i = 0; i < 10_001; i++) {
      entities.put(KIND, stored);
    }

    create("one", "other");

    assertThat(persons("one")).containsExactly("person", "other");
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "20,000 round trips, to a store whose bounds LockStepTest tests")
  @Test
  void delete_moreThanTenThousandAccounts_forgetsNoOther() {
    create("one", "person");
    for (int i = 0; i < 10_001; i++) {
      create("other", "person");
      entities.delete(KIND, "id " + created.get());
    }

    assertThat(persons("one")).containsExactly("person");
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

    assertThat(of("one").size()).isEqualTo(500);
  }

  @Test
  void get_ofAnId_isReadInOneTrip() {
    AtomicInteger trips = new AtomicInteger();
    Store shared = CountedStore.counting(trips);
    Entities accounts = entities(Map.of(), shared);
    shared.run(() -> accounts.put(KIND, account("one", "1", "person")));
    trips.set(0);

    assertThat(shared.transact(() -> accounts.get(KIND, "1"))).isPresent();

    assertThat(trips).hasValue(1);
  }

  private void create(String enterprise, String person) {
    ObjectNode fresh = account(enterprise, "id " + created.incrementAndGet(), person);
    tables.run(() -> entities.put(KIND, fresh));
  }

  private List<ObjectNode> of(String enterprise) {
    return entities.having(KIND, List.of(EntityIndex.ENTERPRISE), account(enterprise, "", ""));
  }

  private List<String> persons(String enterprise) {
    return of(enterprise).stream().map(account -> account.path("gryhm").asText()).toList();
  }

  private static ObjectNode account(String enterprise, String id, String person) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(EntityIndex.ENTERPRISE, enterprise)
        .put("id", id)
        .put("gryhm", person);
  }
}
