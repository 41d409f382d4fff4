package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Limits;
import io.github.qxylogin.mock.testing.LiveHeap;
import io.github.qxylogin.mock.testing.RawConnection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Sends spoilt requests for {@code -Dfuzz.seconds=1}. To repeat a failure, pass its seed as {@code
 * -Dfuzz.seed}.
 */
@Isolated("looks at the heap")
class FuzzTest {

  private static final Contract CONTRACT = Contract.load();
  private static final long FIRST_SEED = Long.getLong("fuzz.seed", 1);
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 1));
  private static final int WARM_UP = 300;
  private static final int HEAP_GROWTH_BYTES = 16 << 20;

  @Test
  void server_spoiltRequests_respondsToEachAndKeepsNothing() {
    try (LoginMock mock =
        LoginMock.builder().limits(Limits.withBodyTime(Duration.ofSeconds(2))).start()) {
      long seed = FIRST_SEED;
      for (int i = 0; i < WARM_UP; i++) {
        check(mock, seed++);
      }
      LiveHeap heap = new LiveHeap();

      long end = System.nanoTime() + TIME.toNanos();
      while (System.nanoTime() < end || seed - FIRST_SEED < 2 * WARM_UP) {
        check(mock, seed++);
      }

      heap.assertGrownByLessThan(HEAP_GROWTH_BYTES);
      assertThat(new Http(mock.url()).get("/__mock/health").status()).isEqualTo(200);
    }
  }

  private static void check(LoginMock mock, long seed) {
    byte[] sent = FuzzedRequest.of(CONTRACT, seed);
    String response;
    try {
      response = request(mock, sent);
    } catch (RuntimeException failed) {
      throw new AssertionError(description(seed, sent), failed);
    }

    try {
      check(new String(sent, ISO_8859_1), response);
    } catch (AssertionError | RuntimeException wrong) {
      throw new AssertionError(description(seed, sent) + "\ngot the response\n" + response, wrong);
    }
  }

  private static void check(String sent, String response) {
    if (response.isEmpty()) {
      assertThat(sent).as("a head that never ended").doesNotContain("\r\n\r\n");
      return;
    }
    int end = response.indexOf("\r\n\r\n");
    String head = response.substring(0, end);
    String body = response.substring(end + 4);
    assertThat(head).matches("(?s)HTTP/1\\.1 (200|204|4\\d\\d|505) .*");
    assertThat(response).doesNotContain("\tat ", "Exception", "jetty");
    if (!sent.startsWith("HEAD ") && !head.startsWith("HTTP/1.1 204 ")) {
      JsonNode told = Http.parse(body);
      // Some successes are documented without a code.
      assertThat(List.of("code", "success", "status", "openapi", "value")).anyMatch(told::has);
    }
  }

  private static String request(LoginMock mock, byte[] sent) {
    String responses = RawConnection.to(mock).send(sent).endOfSending().response().text();
    return responses.startsWith("HTTP/1.1 100 ")
        ? responses.substring(responses.indexOf("\r\n\r\n") + 4)
        : responses;
  }

  private static String description(long seed, byte[] sent) {
    return "-Dfuzz.seed=" + seed + ": " + new String(sent, ISO_8859_1);
  }
}
