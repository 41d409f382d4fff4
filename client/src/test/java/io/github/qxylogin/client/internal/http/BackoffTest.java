package io.github.qxylogin.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Call;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void next_eachTime_growsFromAFifthOfASecondToFive() {
    List<Integer> most = List.of(200, 400, 800, 1600, 3200, 5000, 5000);

    for (int resent = 0; resent < most.size(); resent++) {
      assertThat(Backoff.real().next(resent).toMillis())
          .isBetween(most.get(resent) / 2L, (long) most.get(resent));
    }
  }

  @Test
  void next_manyTimes_differs() {
    Backoff backoff = Backoff.real();

    assertThat(Stream.generate(() -> backoff.next(0)).limit(50).distinct().count())
        .isGreaterThan(5);
  }

  @Test
  void pause_interrupted_endsAndStaysInterrupted() {
    Call call = new okhttp3.OkHttpClient().newCall(request());
    Thread.currentThread().interrupt();

    Throwable failed = catchThrowable(() -> Backoff.real().pause(Duration.ofHours(1), call));

    assertThat(failed).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void pause_callCancelled_ends() throws IOException {
    Call call = new okhttp3.OkHttpClient().newCall(request());
    call.cancel();

    Backoff.real().pause(Duration.ofHours(1), call);

    assertThat(call.isCanceled()).isTrue();
  }

  @Test
  void pause_undisturbed_lastsAsLong() throws IOException {
    Call call = new okhttp3.OkHttpClient().newCall(request());
    long start = System.nanoTime();

    Backoff.real().pause(Duration.ofMillis(30), call);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000L);
  }

  private static okhttp3.Request request() {
    return new okhttp3.Request.Builder().url("http://127.0.0.1:1/").build();
  }
}
