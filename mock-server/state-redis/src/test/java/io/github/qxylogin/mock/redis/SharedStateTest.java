package io.github.qxylogin.mock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.store.Storage.Layout;
import io.lettuce.core.RedisURI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What mocks must have in common to share a state. */
class SharedStateTest {
  private static final SharedState STATE =
      new SharedState(RedisURI.create("redis://127.0.0.1"), "test", Contract.load());
  private static final Layout TEXTS = new Layout("texts", 1, new TypeReference<String>() {}, false);
  private static final Layout TIMES = new Layout("times", 1, new TypeReference<Long>() {}, false);

  @Test
  void prefix_tablesInAnotherOrder_isTheSame() {
    assertThat(STATE.prefix(List.of(TIMES, TEXTS))).isEqualTo(STATE.prefix(List.of(TEXTS, TIMES)));
  }

  @Test
  void prefix_otherTables_isAnother() {
    assertThat(STATE.prefix(List.of(TEXTS))).isNotEqualTo(STATE.prefix(List.of(TIMES)));
  }
}
