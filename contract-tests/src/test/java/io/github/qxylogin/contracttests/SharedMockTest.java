package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A mock server that others use too. */
class SharedMockTest {
  private static LoginMock mock() {
    return LoginMock.builder()
        .credentials(CREDENTIALS.get(Variables.APP_KEY), CREDENTIALS.get(Variables.APP_SECRET))
        .start();
  }

  private static CommandLineRun run(LoginMock mock) {
    return CommandLineRun.of(CREDENTIALS, "--verbose", "--target", mock.url());
  }

  @Test
  void run_twoAtOnceReadingAlone_everythingHolds() {
    try (LoginMock mock = mock()) {
      List<CompletableFuture<CommandLineRun>> runs =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> run(mock))).limit(2).toList();

      assertThat(runs)
          .extracting(CompletableFuture::join)
          .allSatisfy(run -> assertThat(run.exitCode()).as(run.out()).isZero());
    }
  }

  @Test
  void run_readingAlone_movesNoClock() {
    try (LoginMock mock = mock()) {
      CommandLineRun run = run(mock);

      assertThat(run.out())
          .contains(
              "(moves the mock server's clock, which is everybody's: needs --allow-side-effects)");
      assertThat(Duration.between(Instant.now(), mock.clock().instant()))
          .isLessThan(Duration.ofMinutes(1));
    }
  }
}
