package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountStoreTest {
  private static final Account DOCUMENTED = account("1", Account.DOCUMENTED, "documented");

  private final AccountStore store =
      new AccountStore(Map.of("known", EnterpriseAccounts.NONE.with(DOCUMENTED)));
  private final AtomicLong created = new AtomicLong();

  @Test
  void change_refused_remembersNothing() {
    EnterpriseAccounts.Change change = store.change("other", accounts -> accounts.delete("1"));

    assertThat(change.refused()).contains(Condition.ACCOUNT_UNKNOWN);
    assertThat(store.of("other")).isSameAs(EnterpriseAccounts.NONE);
  }

  @Test
  void change_oneEnterprise_keepsTheLatestThousand() {
    for (int i = 0; i < 1_500; i++) {
      create("one", "person " + i);
    }

    assertThat(store.of("one").size()).isEqualTo(1_000);
    assertThat(persons("one")).contains("person 1499").doesNotContain("person 499");
  }

  @Test
  void change_roundAndRound_keepsNoMoreThanTwiceTheLatestTenThousand() {
    for (int i = 0; i < 60_000; i++) {
      create("enterprise " + i % 300, "person " + i);
    }

    int kept = IntStream.range(0, 300).map(i -> store.of("enterprise " + i).size()).sum();
    assertThat(kept).isBetween(10_000, 20_000);
    assertThat(persons("enterprise 299")).contains("person 59999");
  }

  @Test
  void change_newEnterprisesByTheThousand_forgetTheOldestAndKeepTheDocumented() {
    store.change("known", accounts -> accounts.delete("1"));
    for (int i = 0; i < 10_001; i++) {
      create("enterprise " + i, "person");
    }

    assertThat(store.of("enterprise 0").size()).isZero();
    assertThat(store.of("enterprise 10000").size()).isEqualTo(1);
    assertThat(store.of("known").find("1")).contains(DOCUMENTED);
  }

  @Test
  void change_refusedMoreThanTenThousandTimes_agesNobody() {
    create("one", "person");
    for (int i = 0; i < 10_001; i++) {
      create("one", "person");
    }

    create("one", "other");

    assertThat(persons("one")).containsExactly("person", "other");
  }

  @Test
  void change_moreThanAThousandBesideADocumentedOne_keepTheDocumented() {
    for (int i = 0; i < 1_500; i++) {
      create("known", "person " + i);
    }

    assertThat(persons("known")).hasSize(1_000).contains("documented", "person 1499");
  }

  @Test
  void change_manyAtOnce_losesNone() {
    IntStream.range(0, 500).parallel().forEach(i -> create("one", "person " + i));

    assertThat(store.of("one").size()).isEqualTo(500);
  }

  private void create(String enterprise, String person) {
    Account fresh = account("id " + created.incrementAndGet(), Account.NOT_STORED, person);
    store.change(enterprise, accounts -> accounts.create(fresh, store::nextNumber));
  }

  private List<String> persons(String enterprise) {
    return store.of(enterprise).all().stream().map(account -> account.person().get(0)).toList();
  }

  private static Account account(String id, long number, String person) {
    return new Account(
        id,
        number,
        List.of(person),
        JsonNodeFactory.instance.objectNode(),
        Optional.empty(),
        Map.of());
  }
}
