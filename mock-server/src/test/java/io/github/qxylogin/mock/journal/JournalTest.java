package io.github.qxylogin.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.store.Log;
import io.github.qxylogin.mock.store.Store;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String PHONE = "13800000001";

  private final Journal journal = journal(3, Store.inMemory());

  @Test
  void entries_moreThanAreKept_areTheNewest() {
    IntStream.rangeClosed(1, 5).forEach(i -> record(journal, "/" + i, ""));

    assertThat(journal.entries()).extracting(JournalEntry::number).containsExactly(3L, 4L, 5L);
    assertThat(journal.entriesAfter(4)).extracting(JournalEntry::number).containsExactly(5L);
  }

  @Test
  void entry_kept_isThatOfItsNumber() {
    IntStream.rangeClosed(1, 5).forEach(i -> record(journal, "/" + i, ""));

    assertThat(journal.entry(4).orElseThrow().call().request().path()).isEqualTo("/4");
    assertThat(journal.entry(2)).isEmpty();
    assertThat(journal.entry(6)).isEmpty();
  }

  @Test
  void clear_numbersGoOn() {
    record(journal, "/1", "");
    journal.clear();

    record(journal, "/2", "");

    assertThat(journal.entries()).extracting(JournalEntry::number).containsExactly(2L);
  }

  @Test
  void record_sizeOfNothing_keepsNothing() {
    Journal off = journal(0, Store.inMemory());

    record(off, "/1", "");

    assertThat(off.entries()).isEmpty();
    assertThat(off.newest()).isZero();
  }

  @Test
  void record_inAStoreThatIsShared_writesNoSecretButWhomTheCallIsFor() {
    Map<Long, String> written = new TreeMap<>();
    Journal shared = journal(3, writing(written));

    record(shared, SEND.path(), body());

    assertThat(written.get(1L))
        .doesNotContain("c4n4ry")
        .contains("\"identities\":[\"91110000TESTTEST01\",\"" + PHONE + "\"]")
        .containsOnlyOnce(PHONE);
  }

  @Test
  void entries_ofAStoreThatIsShared_areThoseOfMemory() {
    Journal shared = journal(3, writing(new TreeMap<>()));
    for (Journal each : List.of(journal, shared)) {
      record(each, SEND.path(), body());
      record(each, "/unknown?a=b", "");
    }

    assertThat(shared.entries()).isEqualTo(journal.entries());
    assertThat(shared.entries().get(0).concerns(PHONE)).isTrue();
  }

  @Test
  void toString_ofAnEntry_namesItsNumberOnly() {
    record(journal, SEND.path(), body());

    assertThat(journal.entries()).hasToString("[JournalEntry[1]]");
  }

  private static String body() {
    return "{\"nsrsbh\":\"91110000TESTTEST01\",\"gryhm\":\"%s\",\"gryhmm\":\"c4n4ry\"}"
        .formatted(PHONE);
  }

  private static Journal journal(int size, Store store) {
    Identities identities = new Identities(Store.inMemory(), none -> List.of());
    return new Journal(CONTRACT, WrongNames.redaction(CONTRACT), size, identities, store);
  }

  private static void record(Journal journal, String address, String body) {
    String[] parts = (address + "?").split("\\?", -1);
    Call call =
        new Call(
            "POST",
            parts[0],
            parts[1],
            Map.of("Host", "localhost")::get,
            body.getBytes(StandardCharsets.UTF_8));
    Answer answer = Problem.PATH_UNKNOWN.answer();
    journal.record(call, Decision.of("path", answer), Reply.of(answer), Instant.EPOCH, 1_000);
  }

  /** Returns a store whose logs hold JSON, as one does that others share. */
  private static Store writing(Map<Long, String> written) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> new JsonLog<>(written, (TypeReference<?>) arguments[2]));
  }

  private record JsonLog<V>(Map<Long, String> written, TypeReference<V> type) implements Log<V> {
    private static final JsonMapper JSON =
        JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .build();

    @Override
    public long append(V value) {
      try {
        written.put(newest() + 1, JSON.writeValueAsString(value));
        return newest();
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public SortedMap<Long, V> after(long number) {
      SortedMap<Long, V> values = new TreeMap<>();
      written.forEach(
          (own, json) -> {
            try {
              values.put(own, JSON.readValue(json, type));
            } catch (JsonProcessingException e) {
              throw new AssertionError(e);
            }
          });
      return values;
    }

    @Override
    public long newest() {
      return written.size();
    }

    @Override
    public void clear() {
      written.clear();
    }
  }
}
