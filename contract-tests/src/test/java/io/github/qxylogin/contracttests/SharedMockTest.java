package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.targets.Variables;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Slow;
import io.github.qxylogin.mock.testing.TestedState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A mock server that others use too. */
class SharedMockTest {
  private static final Contract WHOLE = Contract.load();
  private static final Contract SMALL = SmallContract.LOGIN;

  private static LoginMock mock(Contract contract) {
    return TestedState.mock()
        .contract(contract)
        .credentials(CREDENTIALS.get(Variables.APP_KEY), CREDENTIALS.get(Variables.APP_SECRET))
        .start();
  }

  private static CommandLineRun run(Contract contract, LoginMock mock) {
    return CommandLineRun.of(contract, CREDENTIALS, "--verbose", "--target", mock.url());
  }

  @Slow
  @Test
  void run_twoAtOnceReadingAlone_everythingHolds() {
    assertTwoAtOnceHold(SMALL);
  }

  @Slow
  @Test
  void run_twoAtOnceOfTheWholeContract_everythingHolds() {
    assertTwoAtOnceHold(WHOLE);
  }

  private static void assertTwoAtOnceHold(Contract contract) {
    try (LoginMock mock = mock(contract)) {
      List<CompletableFuture<CommandLineRun>> runs =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> run(contract, mock)))
              .limit(2)
              .toList();

      assertThat(runs)
          .extracting(CompletableFuture::join)
          .allSatisfy(run -> assertThat(run.exitCode()).as(run.toString()).isZero());
    }
  }

  @Test
  void run_readingAlone_createsNoAccount() {
    Contract hosted = SmallContract.of("fetchToken", "createAccount", "checkHostedSession");

    try (LoginMock mock = mock(hosted)) {
      CommandLineRun run = run(hosted, mock);

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.out()).contains("✓ checkHostedSession/extra-field");
      assertThat(mock.calls())
          .filteredOn(call -> call.request().operation().equals(Optional.of("createAccount")))
          .hasSize(7)
          .noneMatch(call -> call.response().code().equals("2000"));
    }
  }
}
