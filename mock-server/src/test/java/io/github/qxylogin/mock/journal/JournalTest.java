package io.github.qxylogin.mock.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.LiveHeap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("looks at the heap")
class JournalTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String PHONE = "13800000001";
  private static final ChosenResponse CHOSEN = Problem.PATH_UNKNOWN.response();
  private static final Decision DECISION = Decision.of("path", CHOSEN);
  private static final MockResponse RESPONSE = MockResponse.of(CHOSEN);

  /** As a store writes that is shared. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .build();

  private final Journal journal = journal(3);

  @Test
  void entries_moreThanAreKept_areTheNewestFirst() {
    IntStream.rangeClosed(1, 5).forEach(i -> record(journal, "/" + i, ""));

    assertThat(journal.entriesAfter(0))
        .extracting(entry -> entry.call().number())
        .containsExactly(5L, 4L, 3L);
    assertThat(journal.calls()).extracting(RecordedCall::number).containsExactly(3L, 4L, 5L);
  }

  @Test
  void entry_kept_isThatOfItsNumber() {
    IntStream.rangeClosed(1, 5).forEach(i -> record(journal, "/" + i, ""));

    assertThat(journal.entry(4).orElseThrow().call().request().path()).isEqualTo("/4");
    assertThat(journal.entry(2)).isEmpty();
    assertThat(journal.entry(6)).isEmpty();
  }

  @Test
  void record_longestCalls_keepsSome40KibOfEach() {
    int calls = 200;
    Journal full = journal(calls);
    recordLongest(full, 1);
    LiveHeap heap = new LiveHeap();

    recordLongest(full, calls);

    heap.assertGrownByLessThan(calls * (40L << 10));
    assertThat(full.newest()).isEqualTo(2L * (calls + 1));
  }

  private static void recordLongest(Journal journal, int times) {
    for (int i = 0; i < times; i++) {
      record(journal, "/" + i + "?" + "a&".repeat(15_000), "x".repeat(16 << 10));
      record(journal, "/" + i + "?" + "a&".repeat(2_000), "x".repeat(16 << 10));
    }
  }

  @ParameterizedTest
  @CsvSource({"?a=, ''", "/, ''", "'', User-Agent"})
  void record_longHead_keepsNothingOfTheCallerButTheOperation(String start, String header) {
    String longest = "x".repeat(5_000);
    String address = SEND.path() + start + (start.isEmpty() ? "" : longest);
    Map<String, String> headers = Map.of("Host", "localhost", header, longest);

    journal.record(call(address, body(), headers), DECISION, RESPONSE, Instant.EPOCH, 1_000);

    JournalEntry entry = journal.entriesAfter(0).findFirst().orElseThrow();
    assertThat(entry.call().request().path()).isIn(SEND.path(), "/...");
    assertThat(entry.call().request().query()).isEmpty();
    assertThat(entry.call().request().headers()).isEmpty();
    assertThat(entry.call().request().body().content().asText()).isEqualTo("██");
    assertThat(entry.concerns(PHONE)).isEqualTo(!start.equals("/"));
  }

  @Test
  void clear_numbersGoOn() {
    record(journal, "/1", "");
    journal.clear();

    record(journal, "/2", "");

    assertThat(journal.entriesAfter(0))
        .extracting(entry -> entry.call().number())
        .containsExactly(2L);
  }

  @Test
  void record_sizeOfNothing_keepsNothing() {
    Journal off = journal(0);

    record(off, "/1", "");

    assertThat(off.entriesAfter(0)).isEmpty();
    assertThat(off.newest()).isZero();
  }

  @Test
  void logged_asJson_hasNoSecretButWhomTheCallIsFor() throws Exception {
    String json = JSON.writeValueAsString(logged(SEND.path(), body()));

    assertThat(json)
        .doesNotContain("c4n4ry")
        .contains("\"identities\":[\"91110000TESTTEST01\",\"" + PHONE + "\"]")
        .containsOnlyOnce(PHONE);
  }

  @Test
  void logged_asJson_isReadAsItWas() throws Exception {
    for (Journal.Logged logged :
        List.of(logged(SEND.path(), body()), logged("/v2/unknown?a=b", ""))) {
      Journal.Logged read = JSON.readValue(JSON.writeValueAsString(logged), Journal.Logged.class);

      assertThat(read.entry()).isEqualTo(logged.entry());
    }
  }

  @Test
  void concerns_identity_isMatchedInClear() {
    record(journal, SEND.path(), body());

    assertThat(journal.entriesAfter(0).findFirst().orElseThrow().concerns(PHONE)).isTrue();
    assertThat(journal.entriesAfter(0).findFirst().orElseThrow().concerns("13800000002")).isFalse();
  }

  @Test
  void toString_ofAnEntry_namesItsNumberOnly() {
    record(journal, SEND.path(), body());

    assertThat(journal.entry(1).orElseThrow()).hasToString("JournalEntry[1]");
  }

  private static String body() {
    return "{\"nsrsbh\":\"91110000TESTTEST01\",\"gryhm\":\"%s\",\"gryhmm\":\"c4n4ry\"}"
        .formatted(PHONE);
  }

  private static Journal journal(int size) {
    Store store = Store.inMemory();
    Identities identities = new Identities(none -> List.of(), none -> List.of());
    return new Journal(CONTRACT, WrongNames.redaction(CONTRACT), size, identities, store);
  }

  private static void record(Journal journal, String address, String body) {
    journal.record(call(address, body), DECISION, RESPONSE, Instant.EPOCH, 1_000);
  }

  private static Journal.Logged logged(String address, String body) {
    return journal(1).logged(call(address, body), DECISION, RESPONSE, Instant.EPOCH, 1_000);
  }

  private static MockRequest call(String address, String body) {
    return call(address, body, Map.of("Host", "localhost"));
  }

  private static MockRequest call(String address, String body, Map<String, String> headers) {
    String[] parts = (address + "?").split("\\?", -1);
    return new MockRequest("POST", parts[0], parts[1], headers::get, body.getBytes(UTF_8));
  }
}
